//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_PRIORITY_CLASS "k8s.io/api/scheduling/v1.PriorityClass" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "value" Single Int32 VALUE Keep]
  3 [14 MAX "globalDefault" Single Bool VALUE Omit]
  4 [14 MAX "description" Single String VALUE Omit]
  5 [15 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1ALPHA1_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha1.BasicSchedulingPolicy" {
}
V1ALPHA1_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha1.GangSchedulingPolicy" {
  1 [35 35 "minCount" Single Int32 VALUE Keep]
}
V1ALPHA1_POD_GROUP "k8s.io/api/scheduling/v1alpha1.PodGroup" {
  1 [35 35 "name" Single String VALUE Keep]
  3 [35 35 "policy" Single Message(SchedulingV1alpha1PodGroupPolicy) VALUE Keep]
}
V1ALPHA1_POD_GROUP_POLICY "k8s.io/api/scheduling/v1alpha1.PodGroupPolicy" {
  2 [35 35 "basic" Single Message(SchedulingV1alpha1BasicSchedulingPolicy) POINTER Omit]
  3 [35 35 "gang" Single Message(SchedulingV1alpha1GangSchedulingPolicy) POINTER Omit]
}
V1ALPHA1_PRIORITY_CLASS "k8s.io/api/scheduling/v1alpha1.PriorityClass" {
  1 [8 35 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 35 "value" Single Int32 VALUE Keep]
  3 [8 35 "globalDefault" Single Bool VALUE Omit]
  4 [8 35 "description" Single String VALUE Omit]
  5 [15 35 "preemptionPolicy" Single String POINTER Omit]
}
V1ALPHA1_TYPED_LOCAL_OBJECT_REFERENCE "k8s.io/api/scheduling/v1alpha1.TypedLocalObjectReference" {
  1 [35 35 "apiGroup" Single String VALUE Omit]
  2 [35 35 "kind" Single String VALUE Keep]
  3 [35 35 "name" Single String VALUE Keep]
}
V1ALPHA1_WORKLOAD "k8s.io/api/scheduling/v1alpha1.Workload" {
  1 [35 35 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [35 35 "spec" Single Message(SchedulingV1alpha1WorkloadSpec) VALUE Keep]
}
V1ALPHA1_WORKLOAD_SPEC "k8s.io/api/scheduling/v1alpha1.WorkloadSpec" {
  1 [35 35 "controllerRef" Single Message(SchedulingV1alpha1TypedLocalObjectReference) POINTER Omit]
  2 [35 35 "podGroups" List Message(SchedulingV1alpha1PodGroup) VALUE Keep]
}
V1ALPHA2_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha2.BasicSchedulingPolicy" {
}
V1ALPHA2_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha2.GangSchedulingPolicy" {
  1 [36 36 "minCount" Single Int32 VALUE Keep]
}
V1ALPHA2_POD_GROUP "k8s.io/api/scheduling/v1alpha2.PodGroup" {
  1 [36 36 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 36 "spec" Single Message(SchedulingV1alpha2PodGroupSpec) VALUE Keep]
  3 [36 36 "status" Single Message(SchedulingV1alpha2PodGroupStatus) VALUE Omit]
}
V1ALPHA2_POD_GROUP_RESOURCE_CLAIM "k8s.io/api/scheduling/v1alpha2.PodGroupResourceClaim" {
  1 [36 36 "name" Single String VALUE Keep]
  2 [36 36 "resourceClaimName" Single String POINTER Omit]
  3 [36 36 "resourceClaimTemplateName" Single String POINTER Omit]
}
V1ALPHA2_POD_GROUP_RESOURCE_CLAIM_STATUS "k8s.io/api/scheduling/v1alpha2.PodGroupResourceClaimStatus" {
  1 [36 36 "name" Single String VALUE Keep]
  2 [36 36 "resourceClaimName" Single String POINTER Omit]
}
V1ALPHA2_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1alpha2.PodGroupSchedulingConstraints" {
  1 [36 36 "topology" List Message(SchedulingV1alpha2TopologyConstraint) VALUE Omit]
}
V1ALPHA2_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha2.PodGroupSchedulingPolicy" {
  1 [36 36 "basic" Single Message(SchedulingV1alpha2BasicSchedulingPolicy) POINTER Omit]
  2 [36 36 "gang" Single Message(SchedulingV1alpha2GangSchedulingPolicy) POINTER Omit]
}
V1ALPHA2_POD_GROUP_SPEC "k8s.io/api/scheduling/v1alpha2.PodGroupSpec" {
  1 [36 36 "podGroupTemplateRef" Single Message(SchedulingV1alpha2PodGroupTemplateReference) POINTER Keep]
  2 [36 36 "schedulingPolicy" Single Message(SchedulingV1alpha2PodGroupSchedulingPolicy) VALUE Keep]
  3 [36 36 "schedulingConstraints" Single Message(SchedulingV1alpha2PodGroupSchedulingConstraints) POINTER Omit]
  4 [36 36 "resourceClaims" List Message(SchedulingV1alpha2PodGroupResourceClaim) VALUE Omit]
  5 [36 36 "disruptionMode" Single String POINTER Omit]
  6 [36 36 "priorityClassName" Single String VALUE Omit]
  7 [36 36 "priority" Single Int32 POINTER Omit]
}
V1ALPHA2_POD_GROUP_STATUS "k8s.io/api/scheduling/v1alpha2.PodGroupStatus" {
  1 [36 36 "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [36 36 "resourceClaimStatuses" List Message(SchedulingV1alpha2PodGroupResourceClaimStatus) VALUE Omit]
}
V1ALPHA2_POD_GROUP_TEMPLATE "k8s.io/api/scheduling/v1alpha2.PodGroupTemplate" {
  1 [36 36 "name" Single String VALUE Keep]
  2 [36 36 "schedulingPolicy" Single Message(SchedulingV1alpha2PodGroupSchedulingPolicy) VALUE Keep]
  3 [36 36 "schedulingConstraints" Single Message(SchedulingV1alpha2PodGroupSchedulingConstraints) POINTER Keep]
  4 [36 36 "resourceClaims" List Message(SchedulingV1alpha2PodGroupResourceClaim) VALUE Omit]
  5 [36 36 "disruptionMode" Single String POINTER Omit]
  6 [36 36 "priorityClassName" Single String VALUE Omit]
  7 [36 36 "priority" Single Int32 POINTER Omit]
}
V1ALPHA2_POD_GROUP_TEMPLATE_REFERENCE "k8s.io/api/scheduling/v1alpha2.PodGroupTemplateReference" {
  1 [36 36 "workload" Single Message(SchedulingV1alpha2WorkloadPodGroupTemplateReference) POINTER Keep]
}
V1ALPHA2_TOPOLOGY_CONSTRAINT "k8s.io/api/scheduling/v1alpha2.TopologyConstraint" {
  1 [36 36 "key" Single String VALUE Keep]
}
V1ALPHA2_TYPED_LOCAL_OBJECT_REFERENCE "k8s.io/api/scheduling/v1alpha2.TypedLocalObjectReference" {
  1 [36 36 "apiGroup" Single String VALUE Omit]
  2 [36 36 "kind" Single String VALUE Keep]
  3 [36 36 "name" Single String VALUE Keep]
}
V1ALPHA2_WORKLOAD "k8s.io/api/scheduling/v1alpha2.Workload" {
  1 [36 36 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 36 "spec" Single Message(SchedulingV1alpha2WorkloadSpec) VALUE Keep]
}
V1ALPHA2_WORKLOAD_POD_GROUP_TEMPLATE_REFERENCE "k8s.io/api/scheduling/v1alpha2.WorkloadPodGroupTemplateReference" {
  1 [36 36 "workloadName" Single String VALUE Keep]
  2 [36 36 "podGroupTemplateName" Single String VALUE Keep]
}
V1ALPHA2_WORKLOAD_SPEC "k8s.io/api/scheduling/v1alpha2.WorkloadSpec" {
  1 [36 36 "controllerRef" Single Message(SchedulingV1alpha2TypedLocalObjectReference) POINTER Omit]
  2 [36 36 "podGroupTemplates" List Message(SchedulingV1alpha2PodGroupTemplate) VALUE Keep]
}
V1ALPHA3_ALL_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.AllCompositeDisruptionMode" {
}
V1ALPHA3_ALL_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.AllDisruptionMode" {
}
V1ALPHA3_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.BasicSchedulingPolicy" {
}
V1ALPHA3_COMPOSITE_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.CompositeBasicSchedulingPolicy" {
}
V1ALPHA3_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.CompositeDisruptionMode" {
  1 [37 MAX "single" Single Message(SchedulingV1alpha3SingleCompositeDisruptionMode) POINTER Omit]
  2 [37 MAX "all" Single Message(SchedulingV1alpha3AllCompositeDisruptionMode) POINTER Omit]
}
V1ALPHA3_COMPOSITE_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.CompositeGangSchedulingPolicy" {
  1 [37 MAX "minGroupCount" Single Int32 VALUE Keep]
}
V1ALPHA3_COMPOSITE_POD_GROUP "k8s.io/api/scheduling/v1alpha3.CompositePodGroup" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(SchedulingV1alpha3CompositePodGroupSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(SchedulingV1alpha3CompositePodGroupStatus) VALUE Omit]
}
V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1alpha3.CompositePodGroupSchedulingConstraints" {
  1 [37 MAX "topology" List Message(SchedulingV1alpha3TopologyConstraint) VALUE Omit]
}
V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.CompositePodGroupSchedulingPolicy" {
  1 [37 MAX "basic" Single Message(SchedulingV1alpha3CompositeBasicSchedulingPolicy) POINTER Omit]
  2 [37 MAX "gang" Single Message(SchedulingV1alpha3CompositeGangSchedulingPolicy) POINTER Omit]
}
V1ALPHA3_COMPOSITE_POD_GROUP_SPEC "k8s.io/api/scheduling/v1alpha3.CompositePodGroupSpec" {
  1 [37 MAX "parentCompositePodGroupName" Single String POINTER Omit]
  2 [37 MAX "workloadRef" Single Message(SchedulingV1alpha3WorkloadReference) POINTER Keep]
  3 [37 MAX "schedulingPolicy" Single Message(SchedulingV1alpha3CompositePodGroupSchedulingPolicy) VALUE Keep]
  4 [37 MAX "schedulingConstraints" Single Message(SchedulingV1alpha3CompositePodGroupSchedulingConstraints) POINTER Omit]
  5 [37 MAX "disruptionMode" Single Message(SchedulingV1alpha3CompositeDisruptionMode) POINTER Omit]
  6 [37 MAX "priorityClassName" Single String VALUE Omit]
  7 [37 MAX "priority" Single Int32 POINTER Omit]
  8 [37 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1ALPHA3_COMPOSITE_POD_GROUP_STATUS "k8s.io/api/scheduling/v1alpha3.CompositePodGroupStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1ALPHA3_COMPOSITE_POD_GROUP_TEMPLATE "k8s.io/api/scheduling/v1alpha3.CompositePodGroupTemplate" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "schedulingPolicy" Single Message(SchedulingV1alpha3CompositePodGroupSchedulingPolicy) VALUE Keep]
  3 [37 MAX "schedulingConstraints" Single Message(SchedulingV1alpha3CompositePodGroupSchedulingConstraints) POINTER Omit]
  4 [37 MAX "disruptionMode" Single Message(SchedulingV1alpha3CompositeDisruptionMode) POINTER Omit]
  5 [37 MAX "priorityClassName" Single String VALUE Omit]
  6 [37 MAX "priority" Single Int32 POINTER Omit]
  7 [37 MAX "preemptionPolicy" Single String POINTER Omit]
  8 [37 MAX "podGroupTemplates" List Message(SchedulingV1alpha3PodGroupTemplate) VALUE Omit]
  9 [37 MAX "compositePodGroupTemplates" List Message(SchedulingV1alpha3CompositePodGroupTemplate) VALUE Omit]
}
V1ALPHA3_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.DisruptionMode" {
  1 [37 MAX "single" Single Message(SchedulingV1alpha3SingleDisruptionMode) POINTER Omit]
  2 [37 MAX "all" Single Message(SchedulingV1alpha3AllDisruptionMode) POINTER Omit]
}
V1ALPHA3_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.GangSchedulingPolicy" {
  1 [37 MAX "minCount" Single Int32 VALUE Keep]
}
V1ALPHA3_POD_GROUP "k8s.io/api/scheduling/v1alpha3.PodGroup" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(SchedulingV1alpha3PodGroupSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(SchedulingV1alpha3PodGroupStatus) VALUE Omit]
}
V1ALPHA3_POD_GROUP_RESOURCE_CLAIM "k8s.io/api/scheduling/v1alpha3.PodGroupResourceClaim" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "resourceClaimName" Single String POINTER Omit]
  3 [37 MAX "resourceClaimTemplateName" Single String POINTER Omit]
}
V1ALPHA3_POD_GROUP_RESOURCE_CLAIM_STATUS "k8s.io/api/scheduling/v1alpha3.PodGroupResourceClaimStatus" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "resourceClaimName" Single String POINTER Omit]
}
V1ALPHA3_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1alpha3.PodGroupSchedulingConstraints" {
  1 [37 MAX "topology" List Message(SchedulingV1alpha3TopologyConstraint) VALUE Omit]
}
V1ALPHA3_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.PodGroupSchedulingPolicy" {
  1 [37 MAX "basic" Single Message(SchedulingV1alpha3BasicSchedulingPolicy) POINTER Omit]
  2 [37 MAX "gang" Single Message(SchedulingV1alpha3GangSchedulingPolicy) POINTER Omit]
}
V1ALPHA3_POD_GROUP_SPEC "k8s.io/api/scheduling/v1alpha3.PodGroupSpec" {
  1 [37 MAX "parentCompositePodGroupName" Single String POINTER Omit]
  2 [37 MAX "workloadRef" Single Message(SchedulingV1alpha3WorkloadReference) POINTER Omit]
  3 [37 MAX "schedulingPolicy" Single Message(SchedulingV1alpha3PodGroupSchedulingPolicy) VALUE Keep]
  4 [37 MAX "schedulingConstraints" Single Message(SchedulingV1alpha3PodGroupSchedulingConstraints) POINTER Omit]
  5 [37 MAX "resourceClaims" List Message(SchedulingV1alpha3PodGroupResourceClaim) VALUE Omit]
  6 [37 MAX "disruptionMode" Single Message(SchedulingV1alpha3DisruptionMode) POINTER Omit]
  7 [37 MAX "priorityClassName" Single String VALUE Omit]
  8 [37 MAX "priority" Single Int32 POINTER Omit]
  9 [37 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1ALPHA3_POD_GROUP_STATUS "k8s.io/api/scheduling/v1alpha3.PodGroupStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "resourceClaimStatuses" List Message(SchedulingV1alpha3PodGroupResourceClaimStatus) VALUE Omit]
}
V1ALPHA3_POD_GROUP_TEMPLATE "k8s.io/api/scheduling/v1alpha3.PodGroupTemplate" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "schedulingPolicy" Single Message(SchedulingV1alpha3PodGroupSchedulingPolicy) VALUE Keep]
  3 [37 MAX "schedulingConstraints" Single Message(SchedulingV1alpha3PodGroupSchedulingConstraints) POINTER Keep]
  4 [37 MAX "resourceClaims" List Message(SchedulingV1alpha3PodGroupResourceClaim) VALUE Omit]
  5 [37 MAX "disruptionMode" Single Message(SchedulingV1alpha3DisruptionMode) POINTER Omit]
  6 [37 MAX "priorityClassName" Single String VALUE Omit]
  7 [37 MAX "priority" Single Int32 POINTER Omit]
  8 [37 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1ALPHA3_SINGLE_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.SingleCompositeDisruptionMode" {
}
V1ALPHA3_SINGLE_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.SingleDisruptionMode" {
}
V1ALPHA3_TOPOLOGY_CONSTRAINT "k8s.io/api/scheduling/v1alpha3.TopologyConstraint" {
  1 [37 MAX "key" Single String VALUE Keep]
}
V1ALPHA3_TYPED_LOCAL_OBJECT_REFERENCE "k8s.io/api/scheduling/v1alpha3.TypedLocalObjectReference" {
  1 [37 MAX "apiGroup" Single String VALUE Omit]
  2 [37 MAX "kind" Single String VALUE Keep]
  3 [37 MAX "name" Single String VALUE Keep]
}
V1ALPHA3_WORKLOAD "k8s.io/api/scheduling/v1alpha3.Workload" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(SchedulingV1alpha3WorkloadSpec) VALUE Keep]
}
V1ALPHA3_WORKLOAD_POD_GROUP_ALL_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupAllDisruptionMode" {
}
V1ALPHA3_WORKLOAD_POD_GROUP_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupBasicSchedulingPolicy" {
}
V1ALPHA3_WORKLOAD_POD_GROUP_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupDisruptionMode" {
  1 [37 MAX "single" Single Message(SchedulingV1alpha3WorkloadPodGroupSingleDisruptionMode) POINTER Omit]
  2 [37 MAX "all" Single Message(SchedulingV1alpha3WorkloadPodGroupAllDisruptionMode) POINTER Omit]
}
V1ALPHA3_WORKLOAD_POD_GROUP_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupGangSchedulingPolicy" {
  1 [37 MAX "minCount" Single Int32 POINTER Omit]
}
V1ALPHA3_WORKLOAD_POD_GROUP_RESOURCE_CLAIM "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupResourceClaim" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "resourceClaimName" Single String POINTER Omit]
  3 [37 MAX "resourceClaimTemplateName" Single String POINTER Omit]
}
V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupSchedulingConstraints" {
  1 [37 MAX "topology" List Message(SchedulingV1alpha3TopologyConstraint) VALUE Omit]
}
V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupSchedulingPolicy" {
  1 [37 MAX "basic" Single Message(SchedulingV1alpha3WorkloadPodGroupBasicSchedulingPolicy) POINTER Omit]
  2 [37 MAX "gang" Single Message(SchedulingV1alpha3WorkloadPodGroupGangSchedulingPolicy) POINTER Omit]
}
V1ALPHA3_WORKLOAD_POD_GROUP_SINGLE_DISRUPTION_MODE "k8s.io/api/scheduling/v1alpha3.WorkloadPodGroupSingleDisruptionMode" {
}
V1ALPHA3_WORKLOAD_REFERENCE "k8s.io/api/scheduling/v1alpha3.WorkloadReference" {
  1 [37 MAX "workloadName" Single String VALUE Keep]
  2 [37 MAX "templateName" Single String VALUE Keep]
}
V1ALPHA3_WORKLOAD_SPEC "k8s.io/api/scheduling/v1alpha3.WorkloadSpec" {
  1 [37 MAX "controllerRef" Single Message(SchedulingV1alpha3TypedLocalObjectReference) POINTER Omit]
  2 [37 MAX "podGroupTemplates" List Message(SchedulingV1alpha3PodGroupTemplate) VALUE Keep]
  3 [37 MAX "compositePodGroupTemplates" List Message(SchedulingV1alpha3CompositePodGroupTemplate) VALUE Omit]
}
V1BETA1_ALL_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.AllCompositeDisruptionMode" {
}
V1BETA1_ALL_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.AllDisruptionMode" {
}
V1BETA1_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.BasicSchedulingPolicy" {
}
V1BETA1_COMPOSITE_BASIC_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.CompositeBasicSchedulingPolicy" {
}
V1BETA1_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.CompositeDisruptionMode" {
  1 [37 MAX "single" Single Message(SchedulingV1beta1SingleCompositeDisruptionMode) POINTER Omit]
  2 [37 MAX "all" Single Message(SchedulingV1beta1AllCompositeDisruptionMode) POINTER Omit]
}
V1BETA1_COMPOSITE_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.CompositeGangSchedulingPolicy" {
  1 [37 MAX "minGroupCount" Single Int32 VALUE Keep]
}
V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1beta1.CompositePodGroupSchedulingConstraints" {
  1 [37 MAX "topology" List Message(SchedulingV1beta1TopologyConstraint) VALUE Omit]
}
V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.CompositePodGroupSchedulingPolicy" {
  1 [37 MAX "basic" Single Message(SchedulingV1beta1CompositeBasicSchedulingPolicy) POINTER Omit]
  2 [37 MAX "gang" Single Message(SchedulingV1beta1CompositeGangSchedulingPolicy) POINTER Omit]
}
V1BETA1_COMPOSITE_POD_GROUP_TEMPLATE "k8s.io/api/scheduling/v1beta1.CompositePodGroupTemplate" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "schedulingPolicy" Single Message(SchedulingV1beta1CompositePodGroupSchedulingPolicy) VALUE Keep]
  3 [37 MAX "schedulingConstraints" Single Message(SchedulingV1beta1CompositePodGroupSchedulingConstraints) POINTER Omit]
  4 [37 MAX "disruptionMode" Single Message(SchedulingV1beta1CompositeDisruptionMode) POINTER Omit]
  5 [37 MAX "priorityClassName" Single String VALUE Omit]
  6 [37 MAX "priority" Single Int32 POINTER Omit]
  7 [37 MAX "preemptionPolicy" Single String POINTER Omit]
  8 [37 MAX "podGroupTemplates" List Message(SchedulingV1beta1PodGroupTemplate) VALUE Omit]
  9 [37 MAX "compositePodGroupTemplates" List Message(SchedulingV1beta1CompositePodGroupTemplate) VALUE Omit]
}
V1BETA1_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.DisruptionMode" {
  1 [37 MAX "single" Single Message(SchedulingV1beta1SingleDisruptionMode) POINTER Omit]
  2 [37 MAX "all" Single Message(SchedulingV1beta1AllDisruptionMode) POINTER Omit]
}
V1BETA1_GANG_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.GangSchedulingPolicy" {
  1 [37 MAX "minCount" Single Int32 VALUE Keep]
}
V1BETA1_POD_GROUP "k8s.io/api/scheduling/v1beta1.PodGroup" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(SchedulingV1beta1PodGroupSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(SchedulingV1beta1PodGroupStatus) VALUE Omit]
}
V1BETA1_POD_GROUP_RESOURCE_CLAIM "k8s.io/api/scheduling/v1beta1.PodGroupResourceClaim" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "resourceClaimName" Single String POINTER Omit]
  3 [37 MAX "resourceClaimTemplateName" Single String POINTER Omit]
}
V1BETA1_POD_GROUP_RESOURCE_CLAIM_STATUS "k8s.io/api/scheduling/v1beta1.PodGroupResourceClaimStatus" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "resourceClaimName" Single String POINTER Omit]
}
V1BETA1_POD_GROUP_SCHEDULING_CONSTRAINTS "k8s.io/api/scheduling/v1beta1.PodGroupSchedulingConstraints" {
  1 [37 MAX "topology" List Message(SchedulingV1beta1TopologyConstraint) VALUE Omit]
}
V1BETA1_POD_GROUP_SCHEDULING_POLICY "k8s.io/api/scheduling/v1beta1.PodGroupSchedulingPolicy" {
  1 [37 MAX "basic" Single Message(SchedulingV1beta1BasicSchedulingPolicy) POINTER Omit]
  2 [37 MAX "gang" Single Message(SchedulingV1beta1GangSchedulingPolicy) POINTER Omit]
}
V1BETA1_POD_GROUP_SPEC "k8s.io/api/scheduling/v1beta1.PodGroupSpec" {
  1 [37 MAX "parentCompositePodGroupName" Single String POINTER Omit]
  2 [37 MAX "workloadRef" Single Message(SchedulingV1beta1WorkloadReference) POINTER Omit]
  3 [37 MAX "schedulingPolicy" Single Message(SchedulingV1beta1PodGroupSchedulingPolicy) VALUE Keep]
  4 [37 MAX "schedulingConstraints" Single Message(SchedulingV1beta1PodGroupSchedulingConstraints) POINTER Omit]
  5 [37 MAX "resourceClaims" List Message(SchedulingV1beta1PodGroupResourceClaim) VALUE Omit]
  6 [37 MAX "disruptionMode" Single Message(SchedulingV1beta1DisruptionMode) POINTER Omit]
  7 [37 MAX "priorityClassName" Single String VALUE Omit]
  8 [37 MAX "priority" Single Int32 POINTER Omit]
  9 [37 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1BETA1_POD_GROUP_STATUS "k8s.io/api/scheduling/v1beta1.PodGroupStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "resourceClaimStatuses" List Message(SchedulingV1beta1PodGroupResourceClaimStatus) VALUE Omit]
}
V1BETA1_POD_GROUP_TEMPLATE "k8s.io/api/scheduling/v1beta1.PodGroupTemplate" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "schedulingPolicy" Single Message(SchedulingV1beta1PodGroupSchedulingPolicy) VALUE Keep]
  3 [37 MAX "schedulingConstraints" Single Message(SchedulingV1beta1PodGroupSchedulingConstraints) POINTER Keep]
  4 [37 MAX "resourceClaims" List Message(SchedulingV1beta1PodGroupResourceClaim) VALUE Omit]
  5 [37 MAX "disruptionMode" Single Message(SchedulingV1beta1DisruptionMode) POINTER Omit]
  6 [37 MAX "priorityClassName" Single String VALUE Omit]
  7 [37 MAX "priority" Single Int32 POINTER Omit]
  8 [37 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1BETA1_PRIORITY_CLASS "k8s.io/api/scheduling/v1beta1.PriorityClass" {
  1 [11 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [11 MAX "value" Single Int32 VALUE Keep]
  3 [11 MAX "globalDefault" Single Bool VALUE Omit]
  4 [11 MAX "description" Single String VALUE Omit]
  5 [15 MAX "preemptionPolicy" Single String POINTER Omit]
}
V1BETA1_SINGLE_COMPOSITE_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.SingleCompositeDisruptionMode" {
}
V1BETA1_SINGLE_DISRUPTION_MODE "k8s.io/api/scheduling/v1beta1.SingleDisruptionMode" {
}
V1BETA1_TOPOLOGY_CONSTRAINT "k8s.io/api/scheduling/v1beta1.TopologyConstraint" {
  1 [37 MAX "key" Single String VALUE Keep]
}
V1BETA1_TYPED_LOCAL_OBJECT_REFERENCE "k8s.io/api/scheduling/v1beta1.TypedLocalObjectReference" {
  1 [37 MAX "apiGroup" Single String VALUE Omit]
  2 [37 MAX "kind" Single String VALUE Keep]
  3 [37 MAX "name" Single String VALUE Keep]
}
V1BETA1_WORKLOAD "k8s.io/api/scheduling/v1beta1.Workload" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(SchedulingV1beta1WorkloadSpec) VALUE Keep]
}
V1BETA1_WORKLOAD_REFERENCE "k8s.io/api/scheduling/v1beta1.WorkloadReference" {
  1 [37 MAX "workloadName" Single String VALUE Keep]
  2 [37 MAX "templateName" Single String VALUE Keep]
}
V1BETA1_WORKLOAD_SPEC "k8s.io/api/scheduling/v1beta1.WorkloadSpec" {
  1 [37 MAX "controllerRef" Single Message(SchedulingV1beta1TypedLocalObjectReference) POINTER Omit]
  2 [37 MAX "podGroupTemplates" List Message(SchedulingV1beta1PodGroupTemplate) VALUE Keep]
  3 [37 MAX "compositePodGroupTemplates" List Message(SchedulingV1beta1CompositePodGroupTemplate) VALUE Omit]
}
}
