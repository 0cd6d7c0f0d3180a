//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1ALPHA1_AUDIT_SINK "k8s.io/api/auditregistration/v1alpha1.AuditSink" {
  1 [13 18 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [13 18 "spec" Single Message(AuditregistrationV1alpha1AuditSinkSpec) VALUE Omit]
}
V1ALPHA1_AUDIT_SINK_SPEC "k8s.io/api/auditregistration/v1alpha1.AuditSinkSpec" {
  1 [13 18 "policy" Single Message(AuditregistrationV1alpha1Policy) VALUE Keep]
  2 [13 18 "webhook" Single Message(AuditregistrationV1alpha1Webhook) VALUE Keep]
}
V1ALPHA1_POLICY "k8s.io/api/auditregistration/v1alpha1.Policy" {
  1 [13 18 "level" Single String VALUE Keep]
  2 [13 18 "stages" List String VALUE Keep]
}
V1ALPHA1_SERVICE_REFERENCE "k8s.io/api/auditregistration/v1alpha1.ServiceReference" {
  1 [13 18 "namespace" Single String VALUE Keep]
  2 [13 18 "name" Single String VALUE Keep]
  3 [13 18 "path" Single String POINTER Omit]
  4 [15 18 "port" Single Int32 POINTER Omit]
}
V1ALPHA1_WEBHOOK "k8s.io/api/auditregistration/v1alpha1.Webhook" {
  1 [13 18 "throttle" Single Message(AuditregistrationV1alpha1WebhookThrottleConfig) POINTER Omit]
  2 [13 18 "clientConfig" Single Message(AuditregistrationV1alpha1WebhookClientConfig) VALUE Keep]
}
V1ALPHA1_WEBHOOK_CLIENT_CONFIG "k8s.io/api/auditregistration/v1alpha1.WebhookClientConfig" {
  1 [13 18 "url" Single String POINTER Omit]
  2 [13 18 "service" Single Message(AuditregistrationV1alpha1ServiceReference) POINTER Omit]
  3 [13 18 "caBundle" Single Bytes VALUE Omit]
}
V1ALPHA1_WEBHOOK_THROTTLE_CONFIG "k8s.io/api/auditregistration/v1alpha1.WebhookThrottleConfig" {
  1 [13 18 "qps" Single Int64 POINTER Omit]
  2 [13 18 "burst" Single Int64 POINTER Omit]
}
}
