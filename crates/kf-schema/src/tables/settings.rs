//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1ALPHA1_POD_PRESET "k8s.io/api/settings/v1alpha1.PodPreset" {
  1 [8 19 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 19 "spec" Single Message(SettingsV1alpha1PodPresetSpec) VALUE Omit]
}
V1ALPHA1_POD_PRESET_SPEC "k8s.io/api/settings/v1alpha1.PodPresetSpec" {
  1 [8 19 "selector" Single Message(MetaV1LabelSelector) VALUE Omit]
  2 [8 19 "env" List Message(CoreV1EnvVar) VALUE Omit]
  3 [8 19 "envFrom" List Message(CoreV1EnvFromSource) VALUE Omit]
  4 [8 19 "volumes" List Message(CoreV1Volume) VALUE Omit]
  5 [8 19 "volumeMounts" List Message(CoreV1VolumeMount) VALUE Omit]
}
}
