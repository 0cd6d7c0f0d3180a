//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_APPLY_CONFIGURATION "k8s.io/api/admissionregistration/v1.ApplyConfiguration" {
  1 [36 MAX "expression" Single String VALUE Omit]
}
V1_AUDIT_ANNOTATION "k8s.io/api/admissionregistration/v1.AuditAnnotation" {
  1 [30 MAX "key" Single String VALUE Keep]
  2 [30 MAX "valueExpression" Single String VALUE Keep]
}
V1_EXPRESSION_WARNING "k8s.io/api/admissionregistration/v1.ExpressionWarning" {
  2 [30 MAX "fieldRef" Single String VALUE Keep]
  3 [30 MAX "warning" Single String VALUE Keep]
}
V1_JSON_PATCH "k8s.io/api/admissionregistration/v1.JSONPatch" {
  1 [36 MAX "expression" Single String VALUE Omit]
}
V1_MATCH_CONDITION "k8s.io/api/admissionregistration/v1.MatchCondition" {
  1 [27 MAX "name" Single String VALUE Keep]
  2 [27 MAX "expression" Single String VALUE Keep]
}
V1_MATCH_RESOURCES "k8s.io/api/admissionregistration/v1.MatchResources" {
  1 [30 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [30 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [30 MAX "resourceRules" List Message(AdmissionregistrationV1NamedRuleWithOperations) VALUE Omit]
  4 [30 MAX "excludeResourceRules" List Message(AdmissionregistrationV1NamedRuleWithOperations) VALUE Omit]
  7 [30 MAX "matchPolicy" Single String POINTER Omit]
}
V1_MUTATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1.MutatingAdmissionPolicy" {
  1 [36 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 MAX "spec" Single Message(AdmissionregistrationV1MutatingAdmissionPolicySpec) VALUE Omit]
}
V1_MUTATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1.MutatingAdmissionPolicyBinding" {
  1 [36 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 MAX "spec" Single Message(AdmissionregistrationV1MutatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1_MUTATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1.MutatingAdmissionPolicyBindingSpec" {
  1 [36 MAX "policyName" Single String VALUE Omit]
  2 [36 MAX "paramRef" Single Message(AdmissionregistrationV1ParamRef) POINTER Omit]
  3 [36 MAX "matchResources" Single Message(AdmissionregistrationV1MatchResources) POINTER Omit]
}
V1_MUTATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1.MutatingAdmissionPolicySpec" {
  1 [36 MAX "paramKind" Single Message(AdmissionregistrationV1ParamKind) POINTER Omit]
  2 [36 MAX "matchConstraints" Single Message(AdmissionregistrationV1MatchResources) POINTER Omit]
  3 [36 MAX "variables" List Message(AdmissionregistrationV1Variable) VALUE Omit]
  4 [36 MAX "mutations" List Message(AdmissionregistrationV1Mutation) VALUE Omit]
  5 [36 MAX "failurePolicy" Single String POINTER Omit]
  6 [36 MAX "matchConditions" List Message(AdmissionregistrationV1MatchCondition) VALUE Omit]
  7 [36 MAX "reinvocationPolicy" Single String VALUE Omit]
}
V1_MUTATING_WEBHOOK "k8s.io/api/admissionregistration/v1.MutatingWebhook" {
  1 [16 MAX "name" Single String VALUE Keep]
  2 [16 MAX "clientConfig" Single Message(AdmissionregistrationV1WebhookClientConfig) VALUE Keep]
  3 [16 MAX "rules" List Message(AdmissionregistrationV1RuleWithOperations) VALUE Omit]
  4 [16 MAX "failurePolicy" Single String POINTER Omit]
  9 [16 MAX "matchPolicy" Single String POINTER Omit]
  5 [16 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  11 [16 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  6 [16 MAX "sideEffects" Single String POINTER Keep]
  7 [16 MAX "timeoutSeconds" Single Int32 POINTER Omit]
  8 [16 MAX "admissionReviewVersions" List String VALUE Keep]
  10 [16 MAX "reinvocationPolicy" Single String POINTER Omit]
  12 [27 MAX "matchConditions" List Message(AdmissionregistrationV1MatchCondition) VALUE Omit]
}
V1_MUTATING_WEBHOOK_CONFIGURATION "k8s.io/api/admissionregistration/v1.MutatingWebhookConfiguration" {
  1 [16 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [16 MAX "webhooks" List Message(AdmissionregistrationV1MutatingWebhook) VALUE Omit]
}
V1_MUTATION "k8s.io/api/admissionregistration/v1.Mutation" {
  2 [36 MAX "patchType" Single String VALUE Keep]
  3 [36 MAX "applyConfiguration" Single Message(AdmissionregistrationV1ApplyConfiguration) POINTER Omit]
  4 [36 MAX "jsonPatch" Single Message(AdmissionregistrationV1JSONPatch) POINTER Omit]
}
V1_NAMED_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1.NamedRuleWithOperations" {
  1 [30 MAX "resourceNames" List String VALUE Omit]
  2 [30 MAX "" Single Message(AdmissionregistrationV1RuleWithOperations) VALUE Keep]
}
V1_PARAM_KIND "k8s.io/api/admissionregistration/v1.ParamKind" {
  1 [30 MAX "apiVersion" Single String VALUE Omit]
  2 [30 MAX "kind" Single String VALUE Omit]
}
V1_PARAM_REF "k8s.io/api/admissionregistration/v1.ParamRef" {
  1 [30 MAX "name" Single String VALUE Omit]
  2 [30 MAX "namespace" Single String VALUE Omit]
  3 [30 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  4 [30 MAX "parameterNotFoundAction" Single String POINTER Omit]
}
V1_RULE "k8s.io/api/admissionregistration/v1.Rule" {
  1 [16 MAX "apiGroups" List String VALUE Omit]
  2 [16 MAX "apiVersions" List String VALUE Omit]
  3 [16 MAX "resources" List String VALUE Omit]
  4 [16 MAX "scope" Single String POINTER Omit]
}
V1_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1.RuleWithOperations" {
  1 [16 MAX "operations" List String VALUE Omit]
  2 [16 MAX "" Single Message(AdmissionregistrationV1Rule) VALUE Keep]
}
V1_SERVICE_REFERENCE "k8s.io/api/admissionregistration/v1.ServiceReference" {
  1 [16 MAX "namespace" Single String VALUE Keep]
  2 [16 MAX "name" Single String VALUE Keep]
  3 [16 MAX "path" Single String POINTER Omit]
  4 [16 MAX "port" Single Int32 POINTER Omit]
}
V1_TYPE_CHECKING "k8s.io/api/admissionregistration/v1.TypeChecking" {
  1 [30 MAX "expressionWarnings" List Message(AdmissionregistrationV1ExpressionWarning) VALUE Omit]
}
V1_VALIDATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1.ValidatingAdmissionPolicy" {
  1 [30 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 MAX "spec" Single Message(AdmissionregistrationV1ValidatingAdmissionPolicySpec) VALUE Omit]
  3 [30 MAX "status" Single Message(AdmissionregistrationV1ValidatingAdmissionPolicyStatus) VALUE Omit]
}
V1_VALIDATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1.ValidatingAdmissionPolicyBinding" {
  1 [30 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 MAX "spec" Single Message(AdmissionregistrationV1ValidatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec" {
  1 [30 MAX "policyName" Single String VALUE Omit]
  2 [30 MAX "paramRef" Single Message(AdmissionregistrationV1ParamRef) POINTER Omit]
  3 [30 MAX "matchResources" Single Message(AdmissionregistrationV1MatchResources) POINTER Omit]
  4 [30 MAX "validationActions" List String VALUE Omit]
}
V1_VALIDATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1.ValidatingAdmissionPolicySpec" {
  1 [30 MAX "paramKind" Single Message(AdmissionregistrationV1ParamKind) POINTER Omit]
  2 [30 MAX "matchConstraints" Single Message(AdmissionregistrationV1MatchResources) POINTER Omit]
  3 [30 MAX "validations" List Message(AdmissionregistrationV1Validation) VALUE Omit]
  4 [30 MAX "failurePolicy" Single String POINTER Omit]
  5 [30 MAX "auditAnnotations" List Message(AdmissionregistrationV1AuditAnnotation) VALUE Omit]
  6 [30 MAX "matchConditions" List Message(AdmissionregistrationV1MatchCondition) VALUE Omit]
  7 [30 MAX "variables" List Message(AdmissionregistrationV1Variable) VALUE Omit]
}
V1_VALIDATING_ADMISSION_POLICY_STATUS "k8s.io/api/admissionregistration/v1.ValidatingAdmissionPolicyStatus" {
  1 [30 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [30 MAX "typeChecking" Single Message(AdmissionregistrationV1TypeChecking) POINTER Omit]
  3 [30 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1_VALIDATING_WEBHOOK "k8s.io/api/admissionregistration/v1.ValidatingWebhook" {
  1 [16 MAX "name" Single String VALUE Keep]
  2 [16 MAX "clientConfig" Single Message(AdmissionregistrationV1WebhookClientConfig) VALUE Keep]
  3 [16 MAX "rules" List Message(AdmissionregistrationV1RuleWithOperations) VALUE Omit]
  4 [16 MAX "failurePolicy" Single String POINTER Omit]
  9 [16 MAX "matchPolicy" Single String POINTER Omit]
  5 [16 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  10 [16 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  6 [16 MAX "sideEffects" Single String POINTER Keep]
  7 [16 MAX "timeoutSeconds" Single Int32 POINTER Omit]
  8 [16 MAX "admissionReviewVersions" List String VALUE Keep]
  11 [27 MAX "matchConditions" List Message(AdmissionregistrationV1MatchCondition) VALUE Omit]
}
V1_VALIDATING_WEBHOOK_CONFIGURATION "k8s.io/api/admissionregistration/v1.ValidatingWebhookConfiguration" {
  1 [16 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [16 MAX "webhooks" List Message(AdmissionregistrationV1ValidatingWebhook) VALUE Omit]
}
V1_VALIDATION "k8s.io/api/admissionregistration/v1.Validation" {
  1 [30 MAX "expression" Single String VALUE Keep]
  2 [30 MAX "message" Single String VALUE Omit]
  3 [30 MAX "reason" Single String POINTER Omit]
  4 [30 MAX "messageExpression" Single String VALUE Omit]
}
V1_VARIABLE "k8s.io/api/admissionregistration/v1.Variable" {
  1 [30 MAX "name" Single String VALUE Keep]
  2 [30 MAX "expression" Single String VALUE Keep]
}
V1_WEBHOOK_CLIENT_CONFIG "k8s.io/api/admissionregistration/v1.WebhookClientConfig" {
  3 [16 MAX "url" Single String POINTER Omit]
  1 [16 MAX "service" Single Message(AdmissionregistrationV1ServiceReference) POINTER Omit]
  2 [16 MAX "caBundle" Single Bytes VALUE Omit]
}
V1ALPHA1_ADMISSION_HOOK_CLIENT_CONFIG "k8s.io/api/admissionregistration/v1alpha1.AdmissionHookClientConfig" {
  1 [8 8 "service" Single Message(AdmissionregistrationV1alpha1ServiceReference) VALUE Keep]
  2 [8 8 "caBundle" Single Bytes VALUE Keep]
}
V1ALPHA1_APPLY_CONFIGURATION "k8s.io/api/admissionregistration/v1alpha1.ApplyConfiguration" {
  1 [32 MAX "expression" Single String VALUE Omit]
}
V1ALPHA1_AUDIT_ANNOTATION "k8s.io/api/admissionregistration/v1alpha1.AuditAnnotation" {
  1 [27 MAX "key" Single String VALUE Keep]
  2 [27 MAX "valueExpression" Single String VALUE Keep]
}
V1ALPHA1_EXPRESSION_WARNING "k8s.io/api/admissionregistration/v1alpha1.ExpressionWarning" {
  2 [27 MAX "fieldRef" Single String VALUE Keep]
  3 [27 MAX "warning" Single String VALUE Keep]
}
V1ALPHA1_EXTERNAL_ADMISSION_HOOK "k8s.io/api/admissionregistration/v1alpha1.ExternalAdmissionHook" {
  1 [8 8 "name" Single String VALUE Keep]
  2 [8 8 "clientConfig" Single Message(AdmissionregistrationV1alpha1AdmissionHookClientConfig) VALUE Keep]
  3 [8 8 "rules" List Message(AdmissionregistrationV1alpha1RuleWithOperations) VALUE Omit]
  4 [8 8 "failurePolicy" Single String POINTER Omit]
}
V1ALPHA1_EXTERNAL_ADMISSION_HOOK_CONFIGURATION "k8s.io/api/admissionregistration/v1alpha1.ExternalAdmissionHookConfiguration" {
  1 [8 8 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 8 "externalAdmissionHooks" List Message(AdmissionregistrationV1alpha1ExternalAdmissionHook) VALUE Omit]
}
V1ALPHA1_INITIALIZER "k8s.io/api/admissionregistration/v1alpha1.Initializer" {
  1 [8 13 "name" Single String VALUE Keep]
  2 [8 13 "rules" List Message(AdmissionregistrationV1alpha1Rule) VALUE Omit]
}
V1ALPHA1_INITIALIZER_CONFIGURATION "k8s.io/api/admissionregistration/v1alpha1.InitializerConfiguration" {
  1 [8 13 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 13 "initializers" List Message(AdmissionregistrationV1alpha1Initializer) VALUE Omit]
}
V1ALPHA1_JSON_PATCH "k8s.io/api/admissionregistration/v1alpha1.JSONPatch" {
  1 [32 MAX "expression" Single String VALUE Omit]
}
V1ALPHA1_MATCH_CONDITION "k8s.io/api/admissionregistration/v1alpha1.MatchCondition" {
  1 [27 MAX "name" Single String VALUE Keep]
  2 [27 MAX "expression" Single String VALUE Keep]
}
V1ALPHA1_MATCH_RESOURCES "k8s.io/api/admissionregistration/v1alpha1.MatchResources" {
  1 [26 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [26 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [26 MAX "resourceRules" List Message(AdmissionregistrationV1alpha1NamedRuleWithOperations) VALUE Omit]
  4 [26 MAX "excludeResourceRules" List Message(AdmissionregistrationV1alpha1NamedRuleWithOperations) VALUE Omit]
  7 [26 MAX "matchPolicy" Single String POINTER Omit]
}
V1ALPHA1_MUTATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1alpha1.MutatingAdmissionPolicy" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(AdmissionregistrationV1alpha1MutatingAdmissionPolicySpec) VALUE Omit]
}
V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1alpha1.MutatingAdmissionPolicyBinding" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1alpha1.MutatingAdmissionPolicyBindingSpec" {
  1 [32 MAX "policyName" Single String VALUE Omit]
  2 [32 MAX "paramRef" Single Message(AdmissionregistrationV1alpha1ParamRef) POINTER Omit]
  3 [32 MAX "matchResources" Single Message(AdmissionregistrationV1alpha1MatchResources) POINTER Omit]
}
V1ALPHA1_MUTATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1alpha1.MutatingAdmissionPolicySpec" {
  1 [32 MAX "paramKind" Single Message(AdmissionregistrationV1alpha1ParamKind) POINTER Omit]
  2 [32 MAX "matchConstraints" Single Message(AdmissionregistrationV1alpha1MatchResources) POINTER Omit]
  3 [32 MAX "variables" List Message(AdmissionregistrationV1alpha1Variable) VALUE Omit]
  4 [32 MAX "mutations" List Message(AdmissionregistrationV1alpha1Mutation) VALUE Omit]
  5 [32 MAX "failurePolicy" Single String POINTER Omit]
  6 [32 MAX "matchConditions" List Message(AdmissionregistrationV1alpha1MatchCondition) VALUE Omit]
  7 [32 MAX "reinvocationPolicy" Single String VALUE Omit]
}
V1ALPHA1_MUTATION "k8s.io/api/admissionregistration/v1alpha1.Mutation" {
  2 [32 MAX "patchType" Single String VALUE Keep]
  3 [32 MAX "applyConfiguration" Single Message(AdmissionregistrationV1alpha1ApplyConfiguration) POINTER Omit]
  4 [32 MAX "jsonPatch" Single Message(AdmissionregistrationV1alpha1JSONPatch) POINTER Omit]
}
V1ALPHA1_NAMED_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1alpha1.NamedRuleWithOperations" {
  1 [26 MAX "resourceNames" List String VALUE Omit]
  2 [26 MAX "" Single Message(AdmissionregistrationV1RuleWithOperations) VALUE Keep]
}
V1ALPHA1_PARAM_KIND "k8s.io/api/admissionregistration/v1alpha1.ParamKind" {
  1 [26 MAX "apiVersion" Single String VALUE Omit]
  2 [26 MAX "kind" Single String VALUE Omit]
}
V1ALPHA1_PARAM_REF "k8s.io/api/admissionregistration/v1alpha1.ParamRef" {
  1 [26 MAX "name" Single String VALUE Omit]
  2 [26 MAX "namespace" Single String VALUE Omit]
  3 [28 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  4 [28 MAX "parameterNotFoundAction" Single String POINTER Omit]
}
V1ALPHA1_RULE "k8s.io/api/admissionregistration/v1alpha1.Rule" {
  1 [8 13 "apiGroups" List String VALUE Omit]
  2 [8 13 "apiVersions" List String VALUE Omit]
  3 [8 13 "resources" List String VALUE Omit]
}
V1ALPHA1_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1alpha1.RuleWithOperations" {
  1 [8 8 "operations" List String VALUE Omit]
  2 [8 8 "" Single Message(AdmissionregistrationV1alpha1Rule) VALUE Keep]
}
V1ALPHA1_SERVICE_REFERENCE "k8s.io/api/admissionregistration/v1alpha1.ServiceReference" {
  1 [8 8 "namespace" Single String VALUE Keep]
  2 [8 8 "name" Single String VALUE Keep]
}
V1ALPHA1_TYPE_CHECKING "k8s.io/api/admissionregistration/v1alpha1.TypeChecking" {
  1 [27 MAX "expressionWarnings" List Message(AdmissionregistrationV1alpha1ExpressionWarning) VALUE Omit]
}
V1ALPHA1_VALIDATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1alpha1.ValidatingAdmissionPolicy" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "spec" Single Message(AdmissionregistrationV1alpha1ValidatingAdmissionPolicySpec) VALUE Omit]
  3 [27 MAX "status" Single Message(AdmissionregistrationV1alpha1ValidatingAdmissionPolicyStatus) VALUE Omit]
}
V1ALPHA1_VALIDATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1alpha1.ValidatingAdmissionPolicyBinding" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "spec" Single Message(AdmissionregistrationV1alpha1ValidatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1ALPHA1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1alpha1.ValidatingAdmissionPolicyBindingSpec" {
  1 [26 MAX "policyName" Single String VALUE Omit]
  2 [26 MAX "paramRef" Single Message(AdmissionregistrationV1alpha1ParamRef) POINTER Omit]
  3 [26 MAX "matchResources" Single Message(AdmissionregistrationV1alpha1MatchResources) POINTER Omit]
  4 [27 MAX "validationActions" List String VALUE Omit]
}
V1ALPHA1_VALIDATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1alpha1.ValidatingAdmissionPolicySpec" {
  1 [26 MAX "paramKind" Single Message(AdmissionregistrationV1alpha1ParamKind) POINTER Omit]
  2 [26 MAX "matchConstraints" Single Message(AdmissionregistrationV1alpha1MatchResources) POINTER Omit]
  3 [26 26 "validations" List Message(AdmissionregistrationV1alpha1Validation) VALUE Keep] [27 MAX "validations" List Message(AdmissionregistrationV1alpha1Validation) VALUE Omit]
  4 [26 MAX "failurePolicy" Single String POINTER Omit]
  5 [27 MAX "auditAnnotations" List Message(AdmissionregistrationV1alpha1AuditAnnotation) VALUE Omit]
  6 [27 MAX "matchConditions" List Message(AdmissionregistrationV1alpha1MatchCondition) VALUE Omit]
  7 [28 28 "variables" List Message(AdmissionregistrationV1alpha1Variable) VALUE Keep] [29 MAX "variables" List Message(AdmissionregistrationV1alpha1Variable) VALUE Omit]
}
V1ALPHA1_VALIDATING_ADMISSION_POLICY_STATUS "k8s.io/api/admissionregistration/v1alpha1.ValidatingAdmissionPolicyStatus" {
  1 [27 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [27 MAX "typeChecking" Single Message(AdmissionregistrationV1alpha1TypeChecking) POINTER Omit]
  3 [27 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1ALPHA1_VALIDATION "k8s.io/api/admissionregistration/v1alpha1.Validation" {
  1 [26 MAX "expression" Single String VALUE Keep]
  2 [26 MAX "message" Single String VALUE Omit]
  3 [26 MAX "reason" Single String POINTER Omit]
  4 [27 MAX "messageExpression" Single String VALUE Omit]
}
V1ALPHA1_VARIABLE "k8s.io/api/admissionregistration/v1alpha1.Variable" {
  1 [28 MAX "name" Single String VALUE Keep]
  2 [28 MAX "expression" Single String VALUE Keep]
}
V1BETA1_APPLY_CONFIGURATION "k8s.io/api/admissionregistration/v1beta1.ApplyConfiguration" {
  1 [34 MAX "expression" Single String VALUE Omit]
}
V1BETA1_AUDIT_ANNOTATION "k8s.io/api/admissionregistration/v1beta1.AuditAnnotation" {
  1 [28 MAX "key" Single String VALUE Keep]
  2 [28 MAX "valueExpression" Single String VALUE Keep]
}
V1BETA1_EXPRESSION_WARNING "k8s.io/api/admissionregistration/v1beta1.ExpressionWarning" {
  2 [28 MAX "fieldRef" Single String VALUE Keep]
  3 [28 MAX "warning" Single String VALUE Keep]
}
V1BETA1_JSON_PATCH "k8s.io/api/admissionregistration/v1beta1.JSONPatch" {
  1 [34 MAX "expression" Single String VALUE Omit]
}
V1BETA1_MATCH_CONDITION "k8s.io/api/admissionregistration/v1beta1.MatchCondition" {
  1 [27 MAX "name" Single String VALUE Keep]
  2 [27 MAX "expression" Single String VALUE Keep]
}
V1BETA1_MATCH_RESOURCES "k8s.io/api/admissionregistration/v1beta1.MatchResources" {
  1 [28 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [28 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [28 MAX "resourceRules" List Message(AdmissionregistrationV1beta1NamedRuleWithOperations) VALUE Omit]
  4 [28 MAX "excludeResourceRules" List Message(AdmissionregistrationV1beta1NamedRuleWithOperations) VALUE Omit]
  7 [28 MAX "matchPolicy" Single String POINTER Omit]
}
V1BETA1_MUTATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1beta1.MutatingAdmissionPolicy" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(AdmissionregistrationV1beta1MutatingAdmissionPolicySpec) VALUE Omit]
}
V1BETA1_MUTATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1beta1.MutatingAdmissionPolicyBinding" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1BETA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1beta1.MutatingAdmissionPolicyBindingSpec" {
  1 [34 MAX "policyName" Single String VALUE Omit]
  2 [34 MAX "paramRef" Single Message(AdmissionregistrationV1beta1ParamRef) POINTER Omit]
  3 [34 MAX "matchResources" Single Message(AdmissionregistrationV1beta1MatchResources) POINTER Omit]
}
V1BETA1_MUTATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1beta1.MutatingAdmissionPolicySpec" {
  1 [34 MAX "paramKind" Single Message(AdmissionregistrationV1beta1ParamKind) POINTER Omit]
  2 [34 MAX "matchConstraints" Single Message(AdmissionregistrationV1beta1MatchResources) POINTER Omit]
  3 [34 MAX "variables" List Message(AdmissionregistrationV1beta1Variable) VALUE Omit]
  4 [34 MAX "mutations" List Message(AdmissionregistrationV1beta1Mutation) VALUE Omit]
  5 [34 MAX "failurePolicy" Single String POINTER Omit]
  6 [34 MAX "matchConditions" List Message(AdmissionregistrationV1beta1MatchCondition) VALUE Omit]
  7 [34 MAX "reinvocationPolicy" Single String VALUE Omit]
}
V1BETA1_MUTATING_WEBHOOK "k8s.io/api/admissionregistration/v1beta1.MutatingWebhook" {
  1 [15 MAX "name" Single String VALUE Keep]
  2 [15 MAX "clientConfig" Single Message(AdmissionregistrationV1beta1WebhookClientConfig) VALUE Keep]
  3 [15 25 "rules" List Message(AdmissionregistrationV1beta1RuleWithOperations) VALUE Omit] [26 MAX "rules" List Message(AdmissionregistrationV1RuleWithOperations) VALUE Omit]
  4 [15 MAX "failurePolicy" Single String POINTER Omit]
  9 [15 MAX "matchPolicy" Single String POINTER Omit]
  5 [15 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  11 [15 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  6 [15 MAX "sideEffects" Single String POINTER Omit]
  7 [15 MAX "timeoutSeconds" Single Int32 POINTER Omit]
  8 [15 MAX "admissionReviewVersions" List String VALUE Omit]
  10 [15 MAX "reinvocationPolicy" Single String POINTER Omit]
  12 [27 MAX "matchConditions" List Message(AdmissionregistrationV1beta1MatchCondition) VALUE Omit]
}
V1BETA1_MUTATING_WEBHOOK_CONFIGURATION "k8s.io/api/admissionregistration/v1beta1.MutatingWebhookConfiguration" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 14 "webhooks" List Message(AdmissionregistrationV1beta1Webhook) VALUE Omit] [15 MAX "webhooks" List Message(AdmissionregistrationV1beta1MutatingWebhook) VALUE Omit]
}
V1BETA1_MUTATION "k8s.io/api/admissionregistration/v1beta1.Mutation" {
  2 [34 MAX "patchType" Single String VALUE Keep]
  3 [34 MAX "applyConfiguration" Single Message(AdmissionregistrationV1beta1ApplyConfiguration) POINTER Omit]
  4 [34 MAX "jsonPatch" Single Message(AdmissionregistrationV1beta1JSONPatch) POINTER Omit]
}
V1BETA1_NAMED_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1beta1.NamedRuleWithOperations" {
  1 [28 MAX "resourceNames" List String VALUE Omit]
  2 [28 MAX "" Single Message(AdmissionregistrationV1RuleWithOperations) VALUE Keep]
}
V1BETA1_PARAM_KIND "k8s.io/api/admissionregistration/v1beta1.ParamKind" {
  1 [28 MAX "apiVersion" Single String VALUE Omit]
  2 [28 MAX "kind" Single String VALUE Omit]
}
V1BETA1_PARAM_REF "k8s.io/api/admissionregistration/v1beta1.ParamRef" {
  1 [28 MAX "name" Single String VALUE Omit]
  2 [28 MAX "namespace" Single String VALUE Omit]
  3 [28 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  4 [28 MAX "parameterNotFoundAction" Single String POINTER Omit]
}
V1BETA1_RULE "k8s.io/api/admissionregistration/v1beta1.Rule" {
  1 [9 25 "apiGroups" List String VALUE Omit]
  2 [9 25 "apiVersions" List String VALUE Omit]
  3 [9 25 "resources" List String VALUE Omit]
  4 [14 25 "scope" Single String POINTER Omit]
}
V1BETA1_RULE_WITH_OPERATIONS "k8s.io/api/admissionregistration/v1beta1.RuleWithOperations" {
  1 [9 25 "operations" List String VALUE Omit]
  2 [9 25 "" Single Message(AdmissionregistrationV1beta1Rule) VALUE Keep]
}
V1BETA1_SERVICE_REFERENCE "k8s.io/api/admissionregistration/v1beta1.ServiceReference" {
  1 [9 MAX "namespace" Single String VALUE Keep]
  2 [9 MAX "name" Single String VALUE Keep]
  3 [9 MAX "path" Single String POINTER Omit]
  4 [15 MAX "port" Single Int32 POINTER Omit]
}
V1BETA1_TYPE_CHECKING "k8s.io/api/admissionregistration/v1beta1.TypeChecking" {
  1 [28 MAX "expressionWarnings" List Message(AdmissionregistrationV1beta1ExpressionWarning) VALUE Omit]
}
V1BETA1_VALIDATING_ADMISSION_POLICY "k8s.io/api/admissionregistration/v1beta1.ValidatingAdmissionPolicy" {
  1 [28 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [28 MAX "spec" Single Message(AdmissionregistrationV1beta1ValidatingAdmissionPolicySpec) VALUE Omit]
  3 [28 MAX "status" Single Message(AdmissionregistrationV1beta1ValidatingAdmissionPolicyStatus) VALUE Omit]
}
V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING "k8s.io/api/admissionregistration/v1beta1.ValidatingAdmissionPolicyBinding" {
  1 [28 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [28 MAX "spec" Single Message(AdmissionregistrationV1beta1ValidatingAdmissionPolicyBindingSpec) VALUE Omit]
}
V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC "k8s.io/api/admissionregistration/v1beta1.ValidatingAdmissionPolicyBindingSpec" {
  1 [28 MAX "policyName" Single String VALUE Omit]
  2 [28 MAX "paramRef" Single Message(AdmissionregistrationV1beta1ParamRef) POINTER Omit]
  3 [28 MAX "matchResources" Single Message(AdmissionregistrationV1beta1MatchResources) POINTER Omit]
  4 [28 MAX "validationActions" List String VALUE Omit]
}
V1BETA1_VALIDATING_ADMISSION_POLICY_SPEC "k8s.io/api/admissionregistration/v1beta1.ValidatingAdmissionPolicySpec" {
  1 [28 MAX "paramKind" Single Message(AdmissionregistrationV1beta1ParamKind) POINTER Omit]
  2 [28 MAX "matchConstraints" Single Message(AdmissionregistrationV1beta1MatchResources) POINTER Omit]
  3 [28 MAX "validations" List Message(AdmissionregistrationV1beta1Validation) VALUE Omit]
  4 [28 MAX "failurePolicy" Single String POINTER Omit]
  5 [28 MAX "auditAnnotations" List Message(AdmissionregistrationV1beta1AuditAnnotation) VALUE Omit]
  6 [28 MAX "matchConditions" List Message(AdmissionregistrationV1beta1MatchCondition) VALUE Omit]
  7 [28 28 "variables" List Message(AdmissionregistrationV1beta1Variable) VALUE Keep] [29 MAX "variables" List Message(AdmissionregistrationV1beta1Variable) VALUE Omit]
}
V1BETA1_VALIDATING_ADMISSION_POLICY_STATUS "k8s.io/api/admissionregistration/v1beta1.ValidatingAdmissionPolicyStatus" {
  1 [28 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [28 MAX "typeChecking" Single Message(AdmissionregistrationV1beta1TypeChecking) POINTER Omit]
  3 [28 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA1_VALIDATING_WEBHOOK "k8s.io/api/admissionregistration/v1beta1.ValidatingWebhook" {
  1 [15 MAX "name" Single String VALUE Keep]
  2 [15 MAX "clientConfig" Single Message(AdmissionregistrationV1beta1WebhookClientConfig) VALUE Keep]
  3 [15 25 "rules" List Message(AdmissionregistrationV1beta1RuleWithOperations) VALUE Omit] [26 MAX "rules" List Message(AdmissionregistrationV1RuleWithOperations) VALUE Omit]
  4 [15 MAX "failurePolicy" Single String POINTER Omit]
  9 [15 MAX "matchPolicy" Single String POINTER Omit]
  5 [15 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  10 [15 MAX "objectSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  6 [15 MAX "sideEffects" Single String POINTER Omit]
  7 [15 MAX "timeoutSeconds" Single Int32 POINTER Omit]
  8 [15 MAX "admissionReviewVersions" List String VALUE Omit]
  11 [27 MAX "matchConditions" List Message(AdmissionregistrationV1beta1MatchCondition) VALUE Omit]
}
V1BETA1_VALIDATING_WEBHOOK_CONFIGURATION "k8s.io/api/admissionregistration/v1beta1.ValidatingWebhookConfiguration" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 14 "webhooks" List Message(AdmissionregistrationV1beta1Webhook) VALUE Omit] [15 MAX "webhooks" List Message(AdmissionregistrationV1beta1ValidatingWebhook) VALUE Omit]
}
V1BETA1_VALIDATION "k8s.io/api/admissionregistration/v1beta1.Validation" {
  1 [28 MAX "expression" Single String VALUE Keep]
  2 [28 MAX "message" Single String VALUE Omit]
  3 [28 MAX "reason" Single String POINTER Omit]
  4 [28 MAX "messageExpression" Single String VALUE Omit]
}
V1BETA1_VARIABLE "k8s.io/api/admissionregistration/v1beta1.Variable" {
  1 [28 MAX "name" Single String VALUE Keep]
  2 [28 MAX "expression" Single String VALUE Keep]
}
V1BETA1_WEBHOOK "k8s.io/api/admissionregistration/v1beta1.Webhook" {
  1 [9 14 "name" Single String VALUE Keep]
  2 [9 14 "clientConfig" Single Message(AdmissionregistrationV1beta1WebhookClientConfig) VALUE Keep]
  3 [9 14 "rules" List Message(AdmissionregistrationV1beta1RuleWithOperations) VALUE Omit]
  4 [9 14 "failurePolicy" Single String POINTER Omit]
  5 [9 14 "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  6 [12 14 "sideEffects" Single String POINTER Omit]
  7 [14 14 "timeoutSeconds" Single Int32 POINTER Omit]
  8 [14 14 "admissionReviewVersions" List String VALUE Omit]
}
V1BETA1_WEBHOOK_CLIENT_CONFIG "k8s.io/api/admissionregistration/v1beta1.WebhookClientConfig" {
  3 [9 MAX "url" Single String POINTER Omit]
  1 [9 12 "service" Single Message(AdmissionregistrationV1beta1ServiceReference) POINTER Keep] [13 MAX "service" Single Message(AdmissionregistrationV1beta1ServiceReference) POINTER Omit]
  2 [9 12 "caBundle" Single Bytes VALUE Keep] [13 MAX "caBundle" Single Bytes VALUE Omit]
}
}
