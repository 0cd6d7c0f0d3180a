//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_API_SERVICE "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1.APIService" {
  1 [10 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [10 MAX "spec" Single Message(ApiregistrationV1APIServiceSpec) VALUE Omit]
  3 [10 MAX "status" Single Message(ApiregistrationV1APIServiceStatus) VALUE Omit]
}
V1_API_SERVICE_CONDITION "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1.APIServiceCondition" {
  1 [10 MAX "type" Single String VALUE Keep]
  2 [10 MAX "status" Single String VALUE Keep]
  3 [10 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [10 MAX "reason" Single String VALUE Omit]
  5 [10 MAX "message" Single String VALUE Omit]
}
V1_API_SERVICE_SPEC "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1.APIServiceSpec" {
  1 [10 17 "service" Single Message(ApiregistrationV1ServiceReference) POINTER Keep] [18 MAX "service" Single Message(ApiregistrationV1ServiceReference) POINTER Omit]
  2 [10 MAX "group" Single String VALUE Omit]
  3 [10 MAX "version" Single String VALUE Omit]
  4 [10 MAX "insecureSkipTLSVerify" Single Bool VALUE Omit]
  5 [10 10 "caBundle" Single Bytes VALUE Keep] [11 MAX "caBundle" Single Bytes VALUE Omit]
  7 [10 MAX "groupPriorityMinimum" Single Int32 VALUE Keep]
  8 [10 MAX "versionPriority" Single Int32 VALUE Keep]
}
V1_API_SERVICE_STATUS "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1.APIServiceStatus" {
  1 [10 MAX "conditions" List Message(ApiregistrationV1APIServiceCondition) VALUE Omit]
}
V1_SERVICE_REFERENCE "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1.ServiceReference" {
  1 [10 MAX "namespace" Single String VALUE Omit]
  2 [10 MAX "name" Single String VALUE Omit]
  3 [15 MAX "port" Single Int32 POINTER Omit]
}
V1BETA1_API_SERVICE "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1.APIService" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ApiregistrationV1beta1APIServiceSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ApiregistrationV1beta1APIServiceStatus) VALUE Omit]
}
V1BETA1_API_SERVICE_CONDITION "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1.APIServiceCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA1_API_SERVICE_SPEC "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1.APIServiceSpec" {
  1 [8 17 "service" Single Message(ApiregistrationV1beta1ServiceReference) POINTER Keep] [18 MAX "service" Single Message(ApiregistrationV1beta1ServiceReference) POINTER Omit]
  2 [8 MAX "group" Single String VALUE Omit]
  3 [8 MAX "version" Single String VALUE Omit]
  4 [8 MAX "insecureSkipTLSVerify" Single Bool VALUE Omit]
  5 [8 10 "caBundle" Single Bytes VALUE Keep] [11 MAX "caBundle" Single Bytes VALUE Omit]
  7 [8 MAX "groupPriorityMinimum" Single Int32 VALUE Keep]
  8 [8 MAX "versionPriority" Single Int32 VALUE Keep]
}
V1BETA1_API_SERVICE_STATUS "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1.APIServiceStatus" {
  1 [8 MAX "conditions" List Message(ApiregistrationV1beta1APIServiceCondition) VALUE Omit]
}
V1BETA1_SERVICE_REFERENCE "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1.ServiceReference" {
  1 [8 MAX "namespace" Single String VALUE Omit]
  2 [8 MAX "name" Single String VALUE Omit]
  3 [15 MAX "port" Single Int32 POINTER Omit]
}
}
