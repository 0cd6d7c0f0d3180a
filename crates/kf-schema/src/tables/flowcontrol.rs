//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_EXEMPT_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1.ExemptPriorityLevelConfiguration" {
  1 [29 MAX "nominalConcurrencyShares" Single Int32 POINTER Omit]
  2 [29 MAX "lendablePercent" Single Int32 POINTER Omit]
}
V1_FLOW_DISTINGUISHER_METHOD "k8s.io/api/flowcontrol/v1.FlowDistinguisherMethod" {
  1 [29 MAX "type" Single String VALUE Keep]
}
V1_FLOW_SCHEMA "k8s.io/api/flowcontrol/v1.FlowSchema" {
  1 [29 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [29 MAX "spec" Single Message(FlowcontrolV1FlowSchemaSpec) VALUE Omit]
  3 [29 MAX "status" Single Message(FlowcontrolV1FlowSchemaStatus) VALUE Omit]
}
V1_FLOW_SCHEMA_CONDITION "k8s.io/api/flowcontrol/v1.FlowSchemaCondition" {
  1 [29 MAX "type" Single String VALUE Omit]
  2 [29 MAX "status" Single String VALUE Omit]
  3 [29 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [29 MAX "reason" Single String VALUE Omit]
  5 [29 MAX "message" Single String VALUE Omit]
}
V1_FLOW_SCHEMA_SPEC "k8s.io/api/flowcontrol/v1.FlowSchemaSpec" {
  1 [29 MAX "priorityLevelConfiguration" Single Message(FlowcontrolV1PriorityLevelConfigurationReference) VALUE Keep]
  2 [29 MAX "matchingPrecedence" Single Int32 VALUE Keep]
  3 [29 MAX "distinguisherMethod" Single Message(FlowcontrolV1FlowDistinguisherMethod) POINTER Omit]
  4 [29 MAX "rules" List Message(FlowcontrolV1PolicyRulesWithSubjects) VALUE Omit]
}
V1_FLOW_SCHEMA_STATUS "k8s.io/api/flowcontrol/v1.FlowSchemaStatus" {
  1 [29 MAX "conditions" List Message(FlowcontrolV1FlowSchemaCondition) VALUE Omit]
}
V1_GROUP_SUBJECT "k8s.io/api/flowcontrol/v1.GroupSubject" {
  1 [29 MAX "name" Single String VALUE Keep]
}
V1_LIMIT_RESPONSE "k8s.io/api/flowcontrol/v1.LimitResponse" {
  1 [29 MAX "type" Single String VALUE Keep]
  2 [29 MAX "queuing" Single Message(FlowcontrolV1QueuingConfiguration) POINTER Omit]
}
V1_LIMITED_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1.LimitedPriorityLevelConfiguration" {
  1 [29 MAX "nominalConcurrencyShares" Single Int32 POINTER Keep]
  2 [29 MAX "limitResponse" Single Message(FlowcontrolV1LimitResponse) VALUE Omit]
  3 [29 MAX "lendablePercent" Single Int32 POINTER Omit]
  4 [29 MAX "borrowingLimitPercent" Single Int32 POINTER Omit]
}
V1_NON_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1.NonResourcePolicyRule" {
  1 [29 MAX "verbs" List String VALUE Keep]
  6 [29 MAX "nonResourceURLs" List String VALUE Keep]
}
V1_POLICY_RULES_WITH_SUBJECTS "k8s.io/api/flowcontrol/v1.PolicyRulesWithSubjects" {
  1 [29 MAX "subjects" List Message(FlowcontrolV1Subject) VALUE Keep]
  2 [29 MAX "resourceRules" List Message(FlowcontrolV1ResourcePolicyRule) VALUE Omit]
  3 [29 MAX "nonResourceRules" List Message(FlowcontrolV1NonResourcePolicyRule) VALUE Omit]
}
V1_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1.PriorityLevelConfiguration" {
  1 [29 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [29 MAX "spec" Single Message(FlowcontrolV1PriorityLevelConfigurationSpec) VALUE Omit]
  3 [29 MAX "status" Single Message(FlowcontrolV1PriorityLevelConfigurationStatus) VALUE Omit]
}
V1_PRIORITY_LEVEL_CONFIGURATION_CONDITION "k8s.io/api/flowcontrol/v1.PriorityLevelConfigurationCondition" {
  1 [29 MAX "type" Single String VALUE Omit]
  2 [29 MAX "status" Single String VALUE Omit]
  3 [29 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [29 MAX "reason" Single String VALUE Omit]
  5 [29 MAX "message" Single String VALUE Omit]
}
V1_PRIORITY_LEVEL_CONFIGURATION_REFERENCE "k8s.io/api/flowcontrol/v1.PriorityLevelConfigurationReference" {
  1 [29 MAX "name" Single String VALUE Keep]
}
V1_PRIORITY_LEVEL_CONFIGURATION_SPEC "k8s.io/api/flowcontrol/v1.PriorityLevelConfigurationSpec" {
  1 [29 MAX "type" Single String VALUE Keep]
  2 [29 MAX "limited" Single Message(FlowcontrolV1LimitedPriorityLevelConfiguration) POINTER Omit]
  3 [29 MAX "exempt" Single Message(FlowcontrolV1ExemptPriorityLevelConfiguration) POINTER Omit]
}
V1_PRIORITY_LEVEL_CONFIGURATION_STATUS "k8s.io/api/flowcontrol/v1.PriorityLevelConfigurationStatus" {
  1 [29 MAX "conditions" List Message(FlowcontrolV1PriorityLevelConfigurationCondition) VALUE Omit]
}
V1_QUEUING_CONFIGURATION "k8s.io/api/flowcontrol/v1.QueuingConfiguration" {
  1 [29 MAX "queues" Single Int32 VALUE Keep]
  2 [29 MAX "handSize" Single Int32 VALUE Keep]
  3 [29 MAX "queueLengthLimit" Single Int32 VALUE Keep]
}
V1_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1.ResourcePolicyRule" {
  1 [29 MAX "verbs" List String VALUE Keep]
  2 [29 MAX "apiGroups" List String VALUE Keep]
  3 [29 MAX "resources" List String VALUE Keep]
  4 [29 MAX "clusterScope" Single Bool VALUE Omit]
  5 [29 MAX "namespaces" List String VALUE Keep]
}
V1_SERVICE_ACCOUNT_SUBJECT "k8s.io/api/flowcontrol/v1.ServiceAccountSubject" {
  1 [29 MAX "namespace" Single String VALUE Keep]
  2 [29 MAX "name" Single String VALUE Keep]
}
V1_SUBJECT "k8s.io/api/flowcontrol/v1.Subject" {
  1 [29 MAX "kind" Single String VALUE Keep]
  2 [29 MAX "user" Single Message(FlowcontrolV1UserSubject) POINTER Omit]
  3 [29 MAX "group" Single Message(FlowcontrolV1GroupSubject) POINTER Omit]
  4 [29 MAX "serviceAccount" Single Message(FlowcontrolV1ServiceAccountSubject) POINTER Omit]
}
V1_USER_SUBJECT "k8s.io/api/flowcontrol/v1.UserSubject" {
  1 [29 MAX "name" Single String VALUE Keep]
}
V1ALPHA1_EXEMPT_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1alpha1.ExemptPriorityLevelConfiguration" {
  1 [28 28 "nominalConcurrencyShares" Single Int32 POINTER Omit]
  2 [28 28 "lendablePercent" Single Int32 POINTER Omit]
}
V1ALPHA1_FLOW_DISTINGUISHER_METHOD "k8s.io/api/flowcontrol/v1alpha1.FlowDistinguisherMethod" {
  1 [17 28 "type" Single String VALUE Keep]
}
V1ALPHA1_FLOW_SCHEMA "k8s.io/api/flowcontrol/v1alpha1.FlowSchema" {
  1 [17 28 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [17 28 "spec" Single Message(FlowcontrolV1alpha1FlowSchemaSpec) VALUE Omit]
  3 [17 28 "status" Single Message(FlowcontrolV1alpha1FlowSchemaStatus) VALUE Omit]
}
V1ALPHA1_FLOW_SCHEMA_CONDITION "k8s.io/api/flowcontrol/v1alpha1.FlowSchemaCondition" {
  1 [17 28 "type" Single String VALUE Omit]
  2 [17 28 "status" Single String VALUE Omit]
  3 [17 28 "lastTransitionTime" Single Time VALUE Omit]
  4 [17 28 "reason" Single String VALUE Omit]
  5 [17 28 "message" Single String VALUE Omit]
}
V1ALPHA1_FLOW_SCHEMA_SPEC "k8s.io/api/flowcontrol/v1alpha1.FlowSchemaSpec" {
  1 [17 28 "priorityLevelConfiguration" Single Message(FlowcontrolV1alpha1PriorityLevelConfigurationReference) VALUE Keep]
  2 [17 28 "matchingPrecedence" Single Int32 VALUE Keep]
  3 [17 28 "distinguisherMethod" Single Message(FlowcontrolV1alpha1FlowDistinguisherMethod) POINTER Omit]
  4 [17 28 "rules" List Message(FlowcontrolV1alpha1PolicyRulesWithSubjects) VALUE Omit]
}
V1ALPHA1_FLOW_SCHEMA_STATUS "k8s.io/api/flowcontrol/v1alpha1.FlowSchemaStatus" {
  1 [17 28 "conditions" List Message(FlowcontrolV1alpha1FlowSchemaCondition) VALUE Omit]
}
V1ALPHA1_GROUP_SUBJECT "k8s.io/api/flowcontrol/v1alpha1.GroupSubject" {
  1 [17 28 "name" Single String VALUE Keep]
}
V1ALPHA1_LIMIT_RESPONSE "k8s.io/api/flowcontrol/v1alpha1.LimitResponse" {
  1 [17 28 "type" Single String VALUE Keep]
  2 [17 28 "queuing" Single Message(FlowcontrolV1alpha1QueuingConfiguration) POINTER Omit]
}
V1ALPHA1_LIMITED_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1alpha1.LimitedPriorityLevelConfiguration" {
  1 [17 28 "assuredConcurrencyShares" Single Int32 VALUE Keep]
  2 [17 28 "limitResponse" Single Message(FlowcontrolV1alpha1LimitResponse) VALUE Omit]
  3 [26 28 "lendablePercent" Single Int32 POINTER Omit]
  4 [26 28 "borrowingLimitPercent" Single Int32 POINTER Omit]
}
V1ALPHA1_NON_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1alpha1.NonResourcePolicyRule" {
  1 [17 28 "verbs" List String VALUE Keep]
  6 [17 28 "nonResourceURLs" List String VALUE Keep]
}
V1ALPHA1_POLICY_RULES_WITH_SUBJECTS "k8s.io/api/flowcontrol/v1alpha1.PolicyRulesWithSubjects" {
  1 [17 28 "subjects" List Message(FlowcontrolV1alpha1Subject) VALUE Keep]
  2 [17 28 "resourceRules" List Message(FlowcontrolV1alpha1ResourcePolicyRule) VALUE Omit]
  3 [17 28 "nonResourceRules" List Message(FlowcontrolV1alpha1NonResourcePolicyRule) VALUE Omit]
}
V1ALPHA1_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1alpha1.PriorityLevelConfiguration" {
  1 [17 28 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [17 28 "spec" Single Message(FlowcontrolV1alpha1PriorityLevelConfigurationSpec) VALUE Omit]
  3 [17 28 "status" Single Message(FlowcontrolV1alpha1PriorityLevelConfigurationStatus) VALUE Omit]
}
V1ALPHA1_PRIORITY_LEVEL_CONFIGURATION_CONDITION "k8s.io/api/flowcontrol/v1alpha1.PriorityLevelConfigurationCondition" {
  1 [17 28 "type" Single String VALUE Omit]
  2 [17 28 "status" Single String VALUE Omit]
  3 [17 28 "lastTransitionTime" Single Time VALUE Omit]
  4 [17 28 "reason" Single String VALUE Omit]
  5 [17 28 "message" Single String VALUE Omit]
}
V1ALPHA1_PRIORITY_LEVEL_CONFIGURATION_REFERENCE "k8s.io/api/flowcontrol/v1alpha1.PriorityLevelConfigurationReference" {
  1 [17 28 "name" Single String VALUE Keep]
}
V1ALPHA1_PRIORITY_LEVEL_CONFIGURATION_SPEC "k8s.io/api/flowcontrol/v1alpha1.PriorityLevelConfigurationSpec" {
  1 [17 28 "type" Single String VALUE Keep]
  2 [17 28 "limited" Single Message(FlowcontrolV1alpha1LimitedPriorityLevelConfiguration) POINTER Omit]
  3 [28 28 "exempt" Single Message(FlowcontrolV1alpha1ExemptPriorityLevelConfiguration) POINTER Omit]
}
V1ALPHA1_PRIORITY_LEVEL_CONFIGURATION_STATUS "k8s.io/api/flowcontrol/v1alpha1.PriorityLevelConfigurationStatus" {
  1 [17 28 "conditions" List Message(FlowcontrolV1alpha1PriorityLevelConfigurationCondition) VALUE Omit]
}
V1ALPHA1_QUEUING_CONFIGURATION "k8s.io/api/flowcontrol/v1alpha1.QueuingConfiguration" {
  1 [17 28 "queues" Single Int32 VALUE Keep]
  2 [17 28 "handSize" Single Int32 VALUE Keep]
  3 [17 28 "queueLengthLimit" Single Int32 VALUE Keep]
}
V1ALPHA1_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1alpha1.ResourcePolicyRule" {
  1 [17 28 "verbs" List String VALUE Keep]
  2 [17 28 "apiGroups" List String VALUE Keep]
  3 [17 28 "resources" List String VALUE Keep]
  4 [17 28 "clusterScope" Single Bool VALUE Omit]
  5 [17 28 "namespaces" List String VALUE Keep]
}
V1ALPHA1_SERVICE_ACCOUNT_SUBJECT "k8s.io/api/flowcontrol/v1alpha1.ServiceAccountSubject" {
  1 [17 28 "namespace" Single String VALUE Keep]
  2 [17 28 "name" Single String VALUE Keep]
}
V1ALPHA1_SUBJECT "k8s.io/api/flowcontrol/v1alpha1.Subject" {
  1 [17 28 "kind" Single String VALUE Keep]
  2 [17 28 "user" Single Message(FlowcontrolV1alpha1UserSubject) POINTER Omit]
  3 [17 28 "group" Single Message(FlowcontrolV1alpha1GroupSubject) POINTER Omit]
  4 [17 28 "serviceAccount" Single Message(FlowcontrolV1alpha1ServiceAccountSubject) POINTER Omit]
}
V1ALPHA1_USER_SUBJECT "k8s.io/api/flowcontrol/v1alpha1.UserSubject" {
  1 [17 28 "name" Single String VALUE Keep]
}
V1BETA1_EXEMPT_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta1.ExemptPriorityLevelConfiguration" {
  1 [28 MAX "nominalConcurrencyShares" Single Int32 POINTER Omit]
  2 [28 MAX "lendablePercent" Single Int32 POINTER Omit]
}
V1BETA1_FLOW_DISTINGUISHER_METHOD "k8s.io/api/flowcontrol/v1beta1.FlowDistinguisherMethod" {
  1 [20 MAX "type" Single String VALUE Keep]
}
V1BETA1_FLOW_SCHEMA "k8s.io/api/flowcontrol/v1beta1.FlowSchema" {
  1 [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [20 MAX "spec" Single Message(FlowcontrolV1beta1FlowSchemaSpec) VALUE Omit]
  3 [20 MAX "status" Single Message(FlowcontrolV1beta1FlowSchemaStatus) VALUE Omit]
}
V1BETA1_FLOW_SCHEMA_CONDITION "k8s.io/api/flowcontrol/v1beta1.FlowSchemaCondition" {
  1 [20 MAX "type" Single String VALUE Omit]
  2 [20 MAX "status" Single String VALUE Omit]
  3 [20 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [20 MAX "reason" Single String VALUE Omit]
  5 [20 MAX "message" Single String VALUE Omit]
}
V1BETA1_FLOW_SCHEMA_SPEC "k8s.io/api/flowcontrol/v1beta1.FlowSchemaSpec" {
  1 [20 MAX "priorityLevelConfiguration" Single Message(FlowcontrolV1beta1PriorityLevelConfigurationReference) VALUE Keep]
  2 [20 MAX "matchingPrecedence" Single Int32 VALUE Keep]
  3 [20 MAX "distinguisherMethod" Single Message(FlowcontrolV1beta1FlowDistinguisherMethod) POINTER Omit]
  4 [20 MAX "rules" List Message(FlowcontrolV1beta1PolicyRulesWithSubjects) VALUE Omit]
}
V1BETA1_FLOW_SCHEMA_STATUS "k8s.io/api/flowcontrol/v1beta1.FlowSchemaStatus" {
  1 [20 MAX "conditions" List Message(FlowcontrolV1beta1FlowSchemaCondition) VALUE Omit]
}
V1BETA1_GROUP_SUBJECT "k8s.io/api/flowcontrol/v1beta1.GroupSubject" {
  1 [20 MAX "name" Single String VALUE Keep]
}
V1BETA1_LIMIT_RESPONSE "k8s.io/api/flowcontrol/v1beta1.LimitResponse" {
  1 [20 MAX "type" Single String VALUE Keep]
  2 [20 MAX "queuing" Single Message(FlowcontrolV1beta1QueuingConfiguration) POINTER Omit]
}
V1BETA1_LIMITED_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta1.LimitedPriorityLevelConfiguration" {
  1 [20 MAX "assuredConcurrencyShares" Single Int32 VALUE Keep]
  2 [20 MAX "limitResponse" Single Message(FlowcontrolV1beta1LimitResponse) VALUE Omit]
  3 [26 MAX "lendablePercent" Single Int32 POINTER Omit]
  4 [26 MAX "borrowingLimitPercent" Single Int32 POINTER Omit]
}
V1BETA1_NON_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta1.NonResourcePolicyRule" {
  1 [20 MAX "verbs" List String VALUE Keep]
  6 [20 MAX "nonResourceURLs" List String VALUE Keep]
}
V1BETA1_POLICY_RULES_WITH_SUBJECTS "k8s.io/api/flowcontrol/v1beta1.PolicyRulesWithSubjects" {
  1 [20 MAX "subjects" List Message(FlowcontrolV1beta1Subject) VALUE Keep]
  2 [20 MAX "resourceRules" List Message(FlowcontrolV1beta1ResourcePolicyRule) VALUE Omit]
  3 [20 MAX "nonResourceRules" List Message(FlowcontrolV1beta1NonResourcePolicyRule) VALUE Omit]
}
V1BETA1_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta1.PriorityLevelConfiguration" {
  1 [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [20 MAX "spec" Single Message(FlowcontrolV1beta1PriorityLevelConfigurationSpec) VALUE Omit]
  3 [20 MAX "status" Single Message(FlowcontrolV1beta1PriorityLevelConfigurationStatus) VALUE Omit]
}
V1BETA1_PRIORITY_LEVEL_CONFIGURATION_CONDITION "k8s.io/api/flowcontrol/v1beta1.PriorityLevelConfigurationCondition" {
  1 [20 MAX "type" Single String VALUE Omit]
  2 [20 MAX "status" Single String VALUE Omit]
  3 [20 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [20 MAX "reason" Single String VALUE Omit]
  5 [20 MAX "message" Single String VALUE Omit]
}
V1BETA1_PRIORITY_LEVEL_CONFIGURATION_REFERENCE "k8s.io/api/flowcontrol/v1beta1.PriorityLevelConfigurationReference" {
  1 [20 MAX "name" Single String VALUE Keep]
}
V1BETA1_PRIORITY_LEVEL_CONFIGURATION_SPEC "k8s.io/api/flowcontrol/v1beta1.PriorityLevelConfigurationSpec" {
  1 [20 MAX "type" Single String VALUE Keep]
  2 [20 MAX "limited" Single Message(FlowcontrolV1beta1LimitedPriorityLevelConfiguration) POINTER Omit]
  3 [28 MAX "exempt" Single Message(FlowcontrolV1beta1ExemptPriorityLevelConfiguration) POINTER Omit]
}
V1BETA1_PRIORITY_LEVEL_CONFIGURATION_STATUS "k8s.io/api/flowcontrol/v1beta1.PriorityLevelConfigurationStatus" {
  1 [20 MAX "conditions" List Message(FlowcontrolV1beta1PriorityLevelConfigurationCondition) VALUE Omit]
}
V1BETA1_QUEUING_CONFIGURATION "k8s.io/api/flowcontrol/v1beta1.QueuingConfiguration" {
  1 [20 MAX "queues" Single Int32 VALUE Keep]
  2 [20 MAX "handSize" Single Int32 VALUE Keep]
  3 [20 MAX "queueLengthLimit" Single Int32 VALUE Keep]
}
V1BETA1_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta1.ResourcePolicyRule" {
  1 [20 MAX "verbs" List String VALUE Keep]
  2 [20 MAX "apiGroups" List String VALUE Keep]
  3 [20 MAX "resources" List String VALUE Keep]
  4 [20 MAX "clusterScope" Single Bool VALUE Omit]
  5 [20 MAX "namespaces" List String VALUE Keep]
}
V1BETA1_SERVICE_ACCOUNT_SUBJECT "k8s.io/api/flowcontrol/v1beta1.ServiceAccountSubject" {
  1 [20 MAX "namespace" Single String VALUE Keep]
  2 [20 MAX "name" Single String VALUE Keep]
}
V1BETA1_SUBJECT "k8s.io/api/flowcontrol/v1beta1.Subject" {
  1 [20 MAX "kind" Single String VALUE Keep]
  2 [20 MAX "user" Single Message(FlowcontrolV1beta1UserSubject) POINTER Omit]
  3 [20 MAX "group" Single Message(FlowcontrolV1beta1GroupSubject) POINTER Omit]
  4 [20 MAX "serviceAccount" Single Message(FlowcontrolV1beta1ServiceAccountSubject) POINTER Omit]
}
V1BETA1_USER_SUBJECT "k8s.io/api/flowcontrol/v1beta1.UserSubject" {
  1 [20 MAX "name" Single String VALUE Keep]
}
V1BETA2_EXEMPT_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta2.ExemptPriorityLevelConfiguration" {
  1 [28 MAX "nominalConcurrencyShares" Single Int32 POINTER Omit]
  2 [28 MAX "lendablePercent" Single Int32 POINTER Omit]
}
V1BETA2_FLOW_DISTINGUISHER_METHOD "k8s.io/api/flowcontrol/v1beta2.FlowDistinguisherMethod" {
  1 [23 MAX "type" Single String VALUE Keep]
}
V1BETA2_FLOW_SCHEMA "k8s.io/api/flowcontrol/v1beta2.FlowSchema" {
  1 [23 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [23 MAX "spec" Single Message(FlowcontrolV1beta2FlowSchemaSpec) VALUE Omit]
  3 [23 MAX "status" Single Message(FlowcontrolV1beta2FlowSchemaStatus) VALUE Omit]
}
V1BETA2_FLOW_SCHEMA_CONDITION "k8s.io/api/flowcontrol/v1beta2.FlowSchemaCondition" {
  1 [23 MAX "type" Single String VALUE Omit]
  2 [23 MAX "status" Single String VALUE Omit]
  3 [23 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [23 MAX "reason" Single String VALUE Omit]
  5 [23 MAX "message" Single String VALUE Omit]
}
V1BETA2_FLOW_SCHEMA_SPEC "k8s.io/api/flowcontrol/v1beta2.FlowSchemaSpec" {
  1 [23 MAX "priorityLevelConfiguration" Single Message(FlowcontrolV1beta2PriorityLevelConfigurationReference) VALUE Keep]
  2 [23 MAX "matchingPrecedence" Single Int32 VALUE Keep]
  3 [23 MAX "distinguisherMethod" Single Message(FlowcontrolV1beta2FlowDistinguisherMethod) POINTER Omit]
  4 [23 MAX "rules" List Message(FlowcontrolV1beta2PolicyRulesWithSubjects) VALUE Omit]
}
V1BETA2_FLOW_SCHEMA_STATUS "k8s.io/api/flowcontrol/v1beta2.FlowSchemaStatus" {
  1 [23 MAX "conditions" List Message(FlowcontrolV1beta2FlowSchemaCondition) VALUE Omit]
}
V1BETA2_GROUP_SUBJECT "k8s.io/api/flowcontrol/v1beta2.GroupSubject" {
  1 [23 MAX "name" Single String VALUE Keep]
}
V1BETA2_LIMIT_RESPONSE "k8s.io/api/flowcontrol/v1beta2.LimitResponse" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "queuing" Single Message(FlowcontrolV1beta2QueuingConfiguration) POINTER Omit]
}
V1BETA2_LIMITED_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta2.LimitedPriorityLevelConfiguration" {
  1 [23 MAX "assuredConcurrencyShares" Single Int32 VALUE Keep]
  2 [23 MAX "limitResponse" Single Message(FlowcontrolV1beta2LimitResponse) VALUE Omit]
  3 [26 MAX "lendablePercent" Single Int32 POINTER Omit]
  4 [26 MAX "borrowingLimitPercent" Single Int32 POINTER Omit]
}
V1BETA2_NON_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta2.NonResourcePolicyRule" {
  1 [23 MAX "verbs" List String VALUE Keep]
  6 [23 MAX "nonResourceURLs" List String VALUE Keep]
}
V1BETA2_POLICY_RULES_WITH_SUBJECTS "k8s.io/api/flowcontrol/v1beta2.PolicyRulesWithSubjects" {
  1 [23 MAX "subjects" List Message(FlowcontrolV1beta2Subject) VALUE Keep]
  2 [23 MAX "resourceRules" List Message(FlowcontrolV1beta2ResourcePolicyRule) VALUE Omit]
  3 [23 MAX "nonResourceRules" List Message(FlowcontrolV1beta2NonResourcePolicyRule) VALUE Omit]
}
V1BETA2_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta2.PriorityLevelConfiguration" {
  1 [23 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [23 MAX "spec" Single Message(FlowcontrolV1beta2PriorityLevelConfigurationSpec) VALUE Omit]
  3 [23 MAX "status" Single Message(FlowcontrolV1beta2PriorityLevelConfigurationStatus) VALUE Omit]
}
V1BETA2_PRIORITY_LEVEL_CONFIGURATION_CONDITION "k8s.io/api/flowcontrol/v1beta2.PriorityLevelConfigurationCondition" {
  1 [23 MAX "type" Single String VALUE Omit]
  2 [23 MAX "status" Single String VALUE Omit]
  3 [23 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [23 MAX "reason" Single String VALUE Omit]
  5 [23 MAX "message" Single String VALUE Omit]
}
V1BETA2_PRIORITY_LEVEL_CONFIGURATION_REFERENCE "k8s.io/api/flowcontrol/v1beta2.PriorityLevelConfigurationReference" {
  1 [23 MAX "name" Single String VALUE Keep]
}
V1BETA2_PRIORITY_LEVEL_CONFIGURATION_SPEC "k8s.io/api/flowcontrol/v1beta2.PriorityLevelConfigurationSpec" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "limited" Single Message(FlowcontrolV1beta2LimitedPriorityLevelConfiguration) POINTER Omit]
  3 [28 MAX "exempt" Single Message(FlowcontrolV1beta2ExemptPriorityLevelConfiguration) POINTER Omit]
}
V1BETA2_PRIORITY_LEVEL_CONFIGURATION_STATUS "k8s.io/api/flowcontrol/v1beta2.PriorityLevelConfigurationStatus" {
  1 [23 MAX "conditions" List Message(FlowcontrolV1beta2PriorityLevelConfigurationCondition) VALUE Omit]
}
V1BETA2_QUEUING_CONFIGURATION "k8s.io/api/flowcontrol/v1beta2.QueuingConfiguration" {
  1 [23 MAX "queues" Single Int32 VALUE Keep]
  2 [23 MAX "handSize" Single Int32 VALUE Keep]
  3 [23 MAX "queueLengthLimit" Single Int32 VALUE Keep]
}
V1BETA2_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta2.ResourcePolicyRule" {
  1 [23 MAX "verbs" List String VALUE Keep]
  2 [23 MAX "apiGroups" List String VALUE Keep]
  3 [23 MAX "resources" List String VALUE Keep]
  4 [23 MAX "clusterScope" Single Bool VALUE Omit]
  5 [23 MAX "namespaces" List String VALUE Keep]
}
V1BETA2_SERVICE_ACCOUNT_SUBJECT "k8s.io/api/flowcontrol/v1beta2.ServiceAccountSubject" {
  1 [23 MAX "namespace" Single String VALUE Keep]
  2 [23 MAX "name" Single String VALUE Keep]
}
V1BETA2_SUBJECT "k8s.io/api/flowcontrol/v1beta2.Subject" {
  1 [23 MAX "kind" Single String VALUE Keep]
  2 [23 MAX "user" Single Message(FlowcontrolV1beta2UserSubject) POINTER Omit]
  3 [23 MAX "group" Single Message(FlowcontrolV1beta2GroupSubject) POINTER Omit]
  4 [23 MAX "serviceAccount" Single Message(FlowcontrolV1beta2ServiceAccountSubject) POINTER Omit]
}
V1BETA2_USER_SUBJECT "k8s.io/api/flowcontrol/v1beta2.UserSubject" {
  1 [23 MAX "name" Single String VALUE Keep]
}
V1BETA3_EXEMPT_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta3.ExemptPriorityLevelConfiguration" {
  1 [28 MAX "nominalConcurrencyShares" Single Int32 POINTER Omit]
  2 [28 MAX "lendablePercent" Single Int32 POINTER Omit]
}
V1BETA3_FLOW_DISTINGUISHER_METHOD "k8s.io/api/flowcontrol/v1beta3.FlowDistinguisherMethod" {
  1 [26 MAX "type" Single String VALUE Keep]
}
V1BETA3_FLOW_SCHEMA "k8s.io/api/flowcontrol/v1beta3.FlowSchema" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "spec" Single Message(FlowcontrolV1beta3FlowSchemaSpec) VALUE Omit]
  3 [26 MAX "status" Single Message(FlowcontrolV1beta3FlowSchemaStatus) VALUE Omit]
}
V1BETA3_FLOW_SCHEMA_CONDITION "k8s.io/api/flowcontrol/v1beta3.FlowSchemaCondition" {
  1 [26 MAX "type" Single String VALUE Omit]
  2 [26 MAX "status" Single String VALUE Omit]
  3 [26 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [26 MAX "reason" Single String VALUE Omit]
  5 [26 MAX "message" Single String VALUE Omit]
}
V1BETA3_FLOW_SCHEMA_SPEC "k8s.io/api/flowcontrol/v1beta3.FlowSchemaSpec" {
  1 [26 MAX "priorityLevelConfiguration" Single Message(FlowcontrolV1beta3PriorityLevelConfigurationReference) VALUE Keep]
  2 [26 MAX "matchingPrecedence" Single Int32 VALUE Keep]
  3 [26 MAX "distinguisherMethod" Single Message(FlowcontrolV1beta3FlowDistinguisherMethod) POINTER Omit]
  4 [26 MAX "rules" List Message(FlowcontrolV1beta3PolicyRulesWithSubjects) VALUE Omit]
}
V1BETA3_FLOW_SCHEMA_STATUS "k8s.io/api/flowcontrol/v1beta3.FlowSchemaStatus" {
  1 [26 MAX "conditions" List Message(FlowcontrolV1beta3FlowSchemaCondition) VALUE Omit]
}
V1BETA3_GROUP_SUBJECT "k8s.io/api/flowcontrol/v1beta3.GroupSubject" {
  1 [26 MAX "name" Single String VALUE Keep]
}
V1BETA3_LIMIT_RESPONSE "k8s.io/api/flowcontrol/v1beta3.LimitResponse" {
  1 [26 MAX "type" Single String VALUE Keep]
  2 [26 MAX "queuing" Single Message(FlowcontrolV1beta3QueuingConfiguration) POINTER Omit]
}
V1BETA3_LIMITED_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta3.LimitedPriorityLevelConfiguration" {
  1 [26 MAX "nominalConcurrencyShares" Single Int32 VALUE Keep]
  2 [26 MAX "limitResponse" Single Message(FlowcontrolV1beta3LimitResponse) VALUE Omit]
  3 [26 MAX "lendablePercent" Single Int32 POINTER Omit]
  4 [26 MAX "borrowingLimitPercent" Single Int32 POINTER Omit]
}
V1BETA3_NON_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta3.NonResourcePolicyRule" {
  1 [26 MAX "verbs" List String VALUE Keep]
  6 [26 MAX "nonResourceURLs" List String VALUE Keep]
}
V1BETA3_POLICY_RULES_WITH_SUBJECTS "k8s.io/api/flowcontrol/v1beta3.PolicyRulesWithSubjects" {
  1 [26 MAX "subjects" List Message(FlowcontrolV1beta3Subject) VALUE Keep]
  2 [26 MAX "resourceRules" List Message(FlowcontrolV1beta3ResourcePolicyRule) VALUE Omit]
  3 [26 MAX "nonResourceRules" List Message(FlowcontrolV1beta3NonResourcePolicyRule) VALUE Omit]
}
V1BETA3_PRIORITY_LEVEL_CONFIGURATION "k8s.io/api/flowcontrol/v1beta3.PriorityLevelConfiguration" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "spec" Single Message(FlowcontrolV1beta3PriorityLevelConfigurationSpec) VALUE Omit]
  3 [26 MAX "status" Single Message(FlowcontrolV1beta3PriorityLevelConfigurationStatus) VALUE Omit]
}
V1BETA3_PRIORITY_LEVEL_CONFIGURATION_CONDITION "k8s.io/api/flowcontrol/v1beta3.PriorityLevelConfigurationCondition" {
  1 [26 MAX "type" Single String VALUE Omit]
  2 [26 MAX "status" Single String VALUE Omit]
  3 [26 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [26 MAX "reason" Single String VALUE Omit]
  5 [26 MAX "message" Single String VALUE Omit]
}
V1BETA3_PRIORITY_LEVEL_CONFIGURATION_REFERENCE "k8s.io/api/flowcontrol/v1beta3.PriorityLevelConfigurationReference" {
  1 [26 MAX "name" Single String VALUE Keep]
}
V1BETA3_PRIORITY_LEVEL_CONFIGURATION_SPEC "k8s.io/api/flowcontrol/v1beta3.PriorityLevelConfigurationSpec" {
  1 [26 MAX "type" Single String VALUE Keep]
  2 [26 MAX "limited" Single Message(FlowcontrolV1beta3LimitedPriorityLevelConfiguration) POINTER Omit]
  3 [28 MAX "exempt" Single Message(FlowcontrolV1beta3ExemptPriorityLevelConfiguration) POINTER Omit]
}
V1BETA3_PRIORITY_LEVEL_CONFIGURATION_STATUS "k8s.io/api/flowcontrol/v1beta3.PriorityLevelConfigurationStatus" {
  1 [26 MAX "conditions" List Message(FlowcontrolV1beta3PriorityLevelConfigurationCondition) VALUE Omit]
}
V1BETA3_QUEUING_CONFIGURATION "k8s.io/api/flowcontrol/v1beta3.QueuingConfiguration" {
  1 [26 MAX "queues" Single Int32 VALUE Keep]
  2 [26 MAX "handSize" Single Int32 VALUE Keep]
  3 [26 MAX "queueLengthLimit" Single Int32 VALUE Keep]
}
V1BETA3_RESOURCE_POLICY_RULE "k8s.io/api/flowcontrol/v1beta3.ResourcePolicyRule" {
  1 [26 MAX "verbs" List String VALUE Keep]
  2 [26 MAX "apiGroups" List String VALUE Keep]
  3 [26 MAX "resources" List String VALUE Keep]
  4 [26 MAX "clusterScope" Single Bool VALUE Omit]
  5 [26 MAX "namespaces" List String VALUE Keep]
}
V1BETA3_SERVICE_ACCOUNT_SUBJECT "k8s.io/api/flowcontrol/v1beta3.ServiceAccountSubject" {
  1 [26 MAX "namespace" Single String VALUE Keep]
  2 [26 MAX "name" Single String VALUE Keep]
}
V1BETA3_SUBJECT "k8s.io/api/flowcontrol/v1beta3.Subject" {
  1 [26 MAX "kind" Single String VALUE Keep]
  2 [26 MAX "user" Single Message(FlowcontrolV1beta3UserSubject) POINTER Omit]
  3 [26 MAX "group" Single Message(FlowcontrolV1beta3GroupSubject) POINTER Omit]
  4 [26 MAX "serviceAccount" Single Message(FlowcontrolV1beta3ServiceAccountSubject) POINTER Omit]
}
V1BETA3_USER_SUBJECT "k8s.io/api/flowcontrol/v1beta3.UserSubject" {
  1 [26 MAX "name" Single String VALUE Keep]
}
}
