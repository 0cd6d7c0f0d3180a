//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_ALLOCATED_DEVICE_STATUS "k8s.io/api/resource/v1.AllocatedDeviceStatus" {
  1 [34 MAX "driver" Single String VALUE Keep]
  2 [34 MAX "pool" Single String VALUE Keep]
  3 [34 MAX "device" Single String VALUE Keep]
  7 [34 MAX "shareID" Single String POINTER Omit]
  4 [34 MAX "conditions" List Message(MetaV1Condition) VALUE Keep]
  5 [34 MAX "data" Single RawExtension POINTER Omit]
  6 [34 MAX "networkData" Single Message(ResourceV1NetworkDeviceData) POINTER Omit]
}
V1_ALLOCATION_RESULT "k8s.io/api/resource/v1.AllocationResult" {
  1 [34 MAX "devices" Single Message(ResourceV1DeviceAllocationResult) VALUE Omit]
  3 [34 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [34 MAX "allocationTimestamp" Single Time POINTER Omit]
}
V1_CEL_DEVICE_SELECTOR "k8s.io/api/resource/v1.CELDeviceSelector" {
  1 [34 MAX "expression" Single String VALUE Keep]
}
V1_CAPACITY_REQUEST_POLICY "k8s.io/api/resource/v1.CapacityRequestPolicy" {
  1 [34 MAX "default" Single Quantity POINTER Keep]
  3 [34 MAX "validValues" List Quantity VALUE Omit]
  4 [34 MAX "validRange" Single Message(ResourceV1CapacityRequestPolicyRange) POINTER Omit]
}
V1_CAPACITY_REQUEST_POLICY_RANGE "k8s.io/api/resource/v1.CapacityRequestPolicyRange" {
  1 [34 MAX "min" Single Quantity POINTER Omit]
  2 [34 MAX "max" Single Quantity POINTER Omit]
  3 [34 MAX "step" Single Quantity POINTER Omit]
}
V1_CAPACITY_REQUIREMENTS "k8s.io/api/resource/v1.CapacityRequirements" {
  1 [34 MAX "requests" Map Quantity VALUE Omit]
}
V1_COUNTER "k8s.io/api/resource/v1.Counter" {
  1 [34 MAX "value" Single Quantity VALUE Keep]
}
V1_COUNTER_SET "k8s.io/api/resource/v1.CounterSet" {
  1 [34 MAX "name" Single String VALUE Keep]
  2 [34 MAX "counters" Map Message(ResourceV1Counter) VALUE Omit]
}
V1_DEVICE "k8s.io/api/resource/v1.Device" {
  1 [34 MAX "name" Single String VALUE Keep]
  2 [34 MAX "attributes" Map Message(ResourceV1DeviceAttribute) VALUE Omit]
  3 [34 MAX "capacity" Map Message(ResourceV1DeviceCapacity) VALUE Omit]
  4 [34 MAX "consumesCounters" List Message(ResourceV1DeviceCounterConsumption) VALUE Omit]
  5 [34 MAX "nodeName" Single String POINTER Omit]
  6 [34 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  7 [34 MAX "allNodes" Single Bool POINTER Omit]
  8 [34 MAX "taints" List Message(ResourceV1DeviceTaint) VALUE Omit]
  9 [34 MAX "bindsToNode" Single Bool POINTER Omit]
  10 [34 MAX "bindingConditions" List String VALUE Omit]
  11 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  12 [34 MAX "allowMultipleAllocations" Single Bool POINTER Omit]
  13 [36 36 "nodeAllocatableResourceMappings" Map Message(ResourceV1NodeAllocatableResourceMapping) VALUE Omit]
  14 [37 MAX "nodeAllocatableResources" Map Message(ResourceV1NodeAllocatableResource) VALUE Omit]
}
V1_DEVICE_ALLOCATION_CONFIGURATION "k8s.io/api/resource/v1.DeviceAllocationConfiguration" {
  1 [34 MAX "source" Single String VALUE Keep]
  2 [34 MAX "requests" List String VALUE Omit]
  3 [34 MAX "" Single Message(ResourceV1DeviceConfiguration) VALUE Keep]
}
V1_DEVICE_ALLOCATION_RESULT "k8s.io/api/resource/v1.DeviceAllocationResult" {
  1 [34 MAX "results" List Message(ResourceV1DeviceRequestAllocationResult) VALUE Omit]
  2 [34 MAX "config" List Message(ResourceV1DeviceAllocationConfiguration) VALUE Omit]
}
V1_DEVICE_ATTRIBUTE "k8s.io/api/resource/v1.DeviceAttribute" {
  2 [34 MAX "int" Single Int64 POINTER Omit]
  3 [34 MAX "bool" Single Bool POINTER Omit]
  4 [34 MAX "string" Single String POINTER Omit]
  5 [34 MAX "version" Single String POINTER Omit]
  6 [36 MAX "ints" List Int64 VALUE Omit]
  7 [36 MAX "bools" List Bool VALUE Omit]
  8 [36 MAX "strings" List String VALUE Omit]
  9 [36 MAX "versions" List String VALUE Omit]
}
V1_DEVICE_CAPACITY "k8s.io/api/resource/v1.DeviceCapacity" {
  1 [34 MAX "value" Single Quantity VALUE Keep]
  2 [34 MAX "requestPolicy" Single Message(ResourceV1CapacityRequestPolicy) POINTER Omit]
}
V1_DEVICE_CLAIM "k8s.io/api/resource/v1.DeviceClaim" {
  1 [34 MAX "requests" List Message(ResourceV1DeviceRequest) VALUE Keep]
  2 [34 MAX "constraints" List Message(ResourceV1DeviceConstraint) VALUE Omit]
  3 [34 MAX "config" List Message(ResourceV1DeviceClaimConfiguration) VALUE Omit]
}
V1_DEVICE_CLAIM_CONFIGURATION "k8s.io/api/resource/v1.DeviceClaimConfiguration" {
  1 [34 MAX "requests" List String VALUE Omit]
  2 [34 MAX "" Single Message(ResourceV1DeviceConfiguration) VALUE Keep]
}
V1_DEVICE_CLASS "k8s.io/api/resource/v1.DeviceClass" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(ResourceV1DeviceClassSpec) VALUE Keep]
}
V1_DEVICE_CLASS_CONFIGURATION "k8s.io/api/resource/v1.DeviceClassConfiguration" {
  1 [34 MAX "" Single Message(ResourceV1DeviceConfiguration) VALUE Keep]
}
V1_DEVICE_CLASS_SPEC "k8s.io/api/resource/v1.DeviceClassSpec" {
  1 [34 MAX "selectors" List Message(ResourceV1DeviceSelector) VALUE Omit]
  2 [34 MAX "config" List Message(ResourceV1DeviceClassConfiguration) VALUE Omit]
  4 [34 MAX "extendedResourceName" Single String POINTER Omit]
}
V1_DEVICE_CONFIGURATION "k8s.io/api/resource/v1.DeviceConfiguration" {
  1 [34 MAX "opaque" Single Message(ResourceV1OpaqueDeviceConfiguration) POINTER Omit]
}
V1_DEVICE_CONSTRAINT "k8s.io/api/resource/v1.DeviceConstraint" {
  1 [34 MAX "requests" List String VALUE Omit]
  2 [34 MAX "matchAttribute" Single String POINTER Omit]
  3 [34 MAX "distinctAttribute" Single String POINTER Omit]
}
V1_DEVICE_COUNTER_CONSUMPTION "k8s.io/api/resource/v1.DeviceCounterConsumption" {
  1 [34 MAX "counterSet" Single String VALUE Keep]
  2 [34 MAX "counters" Map Message(ResourceV1Counter) VALUE Omit]
  3 [37 MAX "compatibilityGroups" List String VALUE Omit]
}
V1_DEVICE_DERIVED_ATTRIBUTE "k8s.io/api/resource/v1.DeviceDerivedAttribute" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "expression" Single String VALUE Keep]
}
V1_DEVICE_REQUEST "k8s.io/api/resource/v1.DeviceRequest" {
  1 [34 MAX "name" Single String VALUE Keep]
  2 [34 MAX "exactly" Single Message(ResourceV1ExactDeviceRequest) POINTER Omit]
  3 [34 MAX "firstAvailable" List Message(ResourceV1DeviceSubRequest) VALUE Omit]
}
V1_DEVICE_REQUEST_ALLOCATION_RESULT "k8s.io/api/resource/v1.DeviceRequestAllocationResult" {
  1 [34 MAX "request" Single String VALUE Keep]
  2 [34 MAX "driver" Single String VALUE Keep]
  3 [34 MAX "pool" Single String VALUE Keep]
  4 [34 MAX "device" Single String VALUE Keep]
  5 [34 MAX "adminAccess" Single Bool POINTER Omit]
  6 [34 MAX "tolerations" List Message(ResourceV1DeviceToleration) VALUE Omit]
  7 [34 MAX "bindingConditions" List String VALUE Omit]
  8 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  9 [34 MAX "shareID" Single String POINTER Omit]
  10 [34 MAX "consumedCapacity" Map Quantity VALUE Omit]
  11 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
V1_DEVICE_SELECTOR "k8s.io/api/resource/v1.DeviceSelector" {
  1 [34 MAX "cel" Single Message(ResourceV1CELDeviceSelector) POINTER Omit]
}
V1_DEVICE_SUB_REQUEST "k8s.io/api/resource/v1.DeviceSubRequest" {
  1 [34 MAX "name" Single String VALUE Keep]
  2 [34 MAX "deviceClassName" Single String VALUE Keep]
  3 [34 MAX "selectors" List Message(ResourceV1DeviceSelector) VALUE Omit]
  4 [34 MAX "allocationMode" Single String VALUE Omit]
  5 [34 MAX "count" Single Int64 VALUE Omit]
  6 [34 MAX "tolerations" List Message(ResourceV1DeviceToleration) VALUE Omit]
  7 [34 MAX "capacity" Single Message(ResourceV1CapacityRequirements) POINTER Omit]
  8 [37 MAX "derivedAttributes" List Message(ResourceV1DeviceDerivedAttribute) VALUE Omit]
}
V1_DEVICE_TAINT "k8s.io/api/resource/v1.DeviceTaint" {
  1 [34 MAX "key" Single String VALUE Keep]
  2 [34 MAX "value" Single String VALUE Omit]
  3 [34 MAX "effect" Single String VALUE Keep]
  4 [34 MAX "timeAdded" Single Time POINTER Omit]
}
V1_DEVICE_TAINT_RULE "k8s.io/api/resource/v1.DeviceTaintRule" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(ResourceV1DeviceTaintRuleSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(ResourceV1DeviceTaintRuleStatus) VALUE Omit]
}
V1_DEVICE_TAINT_RULE_SPEC "k8s.io/api/resource/v1.DeviceTaintRuleSpec" {
  1 [37 MAX "deviceSelector" Single Message(ResourceV1DeviceTaintSelector) POINTER Omit]
  2 [37 MAX "taint" Single Message(ResourceV1DeviceTaint) VALUE Omit]
}
V1_DEVICE_TAINT_RULE_STATUS "k8s.io/api/resource/v1.DeviceTaintRuleStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1_DEVICE_TAINT_SELECTOR "k8s.io/api/resource/v1.DeviceTaintSelector" {
  2 [37 MAX "driver" Single String POINTER Omit]
  3 [37 MAX "pool" Single String POINTER Omit]
  4 [37 MAX "device" Single String POINTER Omit]
}
V1_DEVICE_TOLERATION "k8s.io/api/resource/v1.DeviceToleration" {
  1 [34 MAX "key" Single String VALUE Omit]
  2 [34 MAX "operator" Single String VALUE Omit]
  3 [34 MAX "value" Single String VALUE Omit]
  4 [34 MAX "effect" Single String VALUE Omit]
  5 [34 MAX "tolerationSeconds" Single Int64 POINTER Omit]
}
V1_EXACT_DEVICE_REQUEST "k8s.io/api/resource/v1.ExactDeviceRequest" {
  1 [34 MAX "deviceClassName" Single String VALUE Keep]
  2 [34 MAX "selectors" List Message(ResourceV1DeviceSelector) VALUE Omit]
  3 [34 MAX "allocationMode" Single String VALUE Omit]
  4 [34 MAX "count" Single Int64 VALUE Omit]
  5 [34 MAX "adminAccess" Single Bool POINTER Omit]
  6 [34 MAX "tolerations" List Message(ResourceV1DeviceToleration) VALUE Omit]
  7 [34 MAX "capacity" Single Message(ResourceV1CapacityRequirements) POINTER Omit]
  8 [37 MAX "derivedAttributes" List Message(ResourceV1DeviceDerivedAttribute) VALUE Omit]
}
V1_NETWORK_DEVICE_DATA "k8s.io/api/resource/v1.NetworkDeviceData" {
  1 [34 MAX "interfaceName" Single String VALUE Omit]
  2 [34 MAX "ips" List String VALUE Omit]
  3 [34 MAX "hardwareAddress" Single String VALUE Omit]
}
V1_NODE_ALLOCATABLE_MAPPING "k8s.io/api/resource/v1.NodeAllocatableMapping" {
  1 [37 MAX "capacityKey" Single String POINTER Omit]
  2 [37 MAX "capacityMultiplier" Single Quantity POINTER Omit]
  3 [37 MAX "deviceMultiplier" Single Quantity POINTER Omit]
}
V1_NODE_ALLOCATABLE_OVERHEAD "k8s.io/api/resource/v1.NodeAllocatableOverhead" {
  1 [37 MAX "perPod" Single Quantity POINTER Omit]
  2 [37 MAX "perContainer" Single Quantity POINTER Omit]
}
V1_NODE_ALLOCATABLE_RESOURCE "k8s.io/api/resource/v1.NodeAllocatableResource" {
  3 [37 MAX "mapping" Single Message(ResourceV1NodeAllocatableMapping) POINTER Omit]
  4 [37 MAX "overhead" Single Message(ResourceV1NodeAllocatableOverhead) POINTER Omit]
}
V1_NODE_ALLOCATABLE_RESOURCE_MAPPING "k8s.io/api/resource/v1.NodeAllocatableResourceMapping" {
  1 [36 36 "capacityKey" Single String POINTER Omit]
  2 [36 36 "allocationMultiplier" Single Quantity POINTER Omit]
}
V1_OPAQUE_DEVICE_CONFIGURATION "k8s.io/api/resource/v1.OpaqueDeviceConfiguration" {
  1 [34 MAX "driver" Single String VALUE Keep]
  2 [34 MAX "parameters" Single RawExtension VALUE Keep]
}
V1_RESOURCE_CLAIM "k8s.io/api/resource/v1.ResourceClaim" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(ResourceV1ResourceClaimSpec) VALUE Keep]
  3 [34 MAX "status" Single Message(ResourceV1ResourceClaimStatus) VALUE Omit]
}
V1_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1.ResourceClaimConsumerReference" {
  1 [34 MAX "apiGroup" Single String VALUE Omit]
  3 [34 MAX "resource" Single String VALUE Keep]
  4 [34 MAX "name" Single String VALUE Keep]
  5 [34 MAX "uid" Single String VALUE Keep]
}
V1_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1.ResourceClaimSpec" {
  1 [34 MAX "devices" Single Message(ResourceV1DeviceClaim) VALUE Keep]
}
V1_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1.ResourceClaimStatus" {
  1 [34 MAX "allocation" Single Message(ResourceV1AllocationResult) POINTER Omit]
  2 [34 MAX "reservedFor" List Message(ResourceV1ResourceClaimConsumerReference) VALUE Omit]
  4 [34 MAX "devices" List Message(ResourceV1AllocatedDeviceStatus) VALUE Omit]
}
V1_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1.ResourceClaimTemplate" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(ResourceV1ResourceClaimTemplateSpec) VALUE Keep]
}
V1_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1.ResourceClaimTemplateSpec" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(ResourceV1ResourceClaimSpec) VALUE Keep]
}
V1_RESOURCE_POOL "k8s.io/api/resource/v1.ResourcePool" {
  1 [34 MAX "name" Single String VALUE Keep]
  2 [34 MAX "generation" Single Int64 VALUE Keep]
  3 [34 MAX "resourceSliceCount" Single Int64 VALUE Keep]
}
V1_RESOURCE_SLICE "k8s.io/api/resource/v1.ResourceSlice" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "spec" Single Message(ResourceV1ResourceSliceSpec) VALUE Keep]
}
V1_RESOURCE_SLICE_SPEC "k8s.io/api/resource/v1.ResourceSliceSpec" {
  1 [34 MAX "driver" Single String VALUE Keep]
  2 [34 MAX "pool" Single Message(ResourceV1ResourcePool) VALUE Keep]
  3 [34 MAX "nodeName" Single String POINTER Omit]
  4 [34 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [34 MAX "allNodes" Single Bool POINTER Omit]
  6 [34 34 "devices" List Message(ResourceV1Device) VALUE Keep] [35 MAX "devices" List Message(ResourceV1Device) VALUE Omit]
  7 [34 MAX "perDeviceNodeSelection" Single Bool POINTER Omit]
  8 [34 MAX "sharedCounters" List Message(ResourceV1CounterSet) VALUE Omit]
  9 [37 MAX "partitionTypeAttribute" Single String POINTER Omit]
  10 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
V1ALPHA1_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha1.AllocationResult" {
  1 [26 26 "resourceHandle" Single String VALUE Omit]
  2 [26 26 "availableOnNodes" Single Message(CoreV1NodeSelector) POINTER Omit]
  3 [26 26 "shareable" Single Bool VALUE Omit]
}
V1ALPHA1_POD_SCHEDULING "k8s.io/api/resource/v1alpha1.PodScheduling" {
  1 [26 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 26 "spec" Single Message(ResourceV1alpha1PodSchedulingSpec) VALUE Keep]
  3 [26 26 "status" Single Message(ResourceV1alpha1PodSchedulingStatus) VALUE Omit]
}
V1ALPHA1_POD_SCHEDULING_SPEC "k8s.io/api/resource/v1alpha1.PodSchedulingSpec" {
  1 [26 26 "selectedNode" Single String VALUE Omit]
  2 [26 26 "potentialNodes" List String VALUE Omit]
}
V1ALPHA1_POD_SCHEDULING_STATUS "k8s.io/api/resource/v1alpha1.PodSchedulingStatus" {
  1 [26 26 "resourceClaims" List Message(ResourceV1alpha1ResourceClaimSchedulingStatus) VALUE Omit]
}
V1ALPHA1_RESOURCE_CLAIM "k8s.io/api/resource/v1alpha1.ResourceClaim" {
  1 [26 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 26 "spec" Single Message(ResourceV1alpha1ResourceClaimSpec) VALUE Keep]
  3 [26 26 "status" Single Message(ResourceV1alpha1ResourceClaimStatus) VALUE Omit]
}
V1ALPHA1_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1alpha1.ResourceClaimConsumerReference" {
  1 [26 26 "apiGroup" Single String VALUE Omit]
  3 [26 26 "resource" Single String VALUE Keep]
  4 [26 26 "name" Single String VALUE Keep]
  5 [26 26 "uid" Single String VALUE Keep]
}
V1ALPHA1_RESOURCE_CLAIM_PARAMETERS_REFERENCE "k8s.io/api/resource/v1alpha1.ResourceClaimParametersReference" {
  1 [26 26 "apiGroup" Single String VALUE Omit]
  2 [26 26 "kind" Single String VALUE Keep]
  3 [26 26 "name" Single String VALUE Keep]
}
V1ALPHA1_RESOURCE_CLAIM_SCHEDULING_STATUS "k8s.io/api/resource/v1alpha1.ResourceClaimSchedulingStatus" {
  1 [26 26 "name" Single String VALUE Omit]
  2 [26 26 "unsuitableNodes" List String VALUE Omit]
}
V1ALPHA1_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1alpha1.ResourceClaimSpec" {
  1 [26 26 "resourceClassName" Single String VALUE Keep]
  2 [26 26 "parametersRef" Single Message(ResourceV1alpha1ResourceClaimParametersReference) POINTER Omit]
  3 [26 26 "allocationMode" Single String VALUE Omit]
}
V1ALPHA1_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1alpha1.ResourceClaimStatus" {
  1 [26 26 "driverName" Single String VALUE Omit]
  2 [26 26 "allocation" Single Message(ResourceV1alpha1AllocationResult) POINTER Omit]
  3 [26 26 "reservedFor" List Message(ResourceV1alpha1ResourceClaimConsumerReference) VALUE Omit]
  4 [26 26 "deallocationRequested" Single Bool VALUE Omit]
}
V1ALPHA1_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1alpha1.ResourceClaimTemplate" {
  1 [26 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 26 "spec" Single Message(ResourceV1alpha1ResourceClaimTemplateSpec) VALUE Keep]
}
V1ALPHA1_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1alpha1.ResourceClaimTemplateSpec" {
  1 [26 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 26 "spec" Single Message(ResourceV1alpha1ResourceClaimSpec) VALUE Keep]
}
V1ALPHA1_RESOURCE_CLASS "k8s.io/api/resource/v1alpha1.ResourceClass" {
  1 [26 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 26 "driverName" Single String VALUE Keep]
  3 [26 26 "parametersRef" Single Message(ResourceV1alpha1ResourceClassParametersReference) POINTER Omit]
  4 [26 26 "suitableNodes" Single Message(CoreV1NodeSelector) POINTER Omit]
}
V1ALPHA1_RESOURCE_CLASS_PARAMETERS_REFERENCE "k8s.io/api/resource/v1alpha1.ResourceClassParametersReference" {
  1 [26 26 "apiGroup" Single String VALUE Omit]
  2 [26 26 "kind" Single String VALUE Keep]
  3 [26 26 "name" Single String VALUE Keep]
  4 [26 26 "namespace" Single String VALUE Omit]
}
V1ALPHA2_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha2.AllocationResult" {
  1 [27 30 "resourceHandles" List Message(ResourceV1alpha2ResourceHandle) VALUE Omit]
  2 [27 30 "availableOnNodes" Single Message(CoreV1NodeSelector) POINTER Omit]
  3 [27 30 "shareable" Single Bool VALUE Omit]
}
V1ALPHA2_ALLOCATION_RESULT_MODEL "k8s.io/api/resource/v1alpha2.AllocationResultModel" {
  1 [30 30 "namedResources" Single Message(ResourceV1alpha2NamedResourcesAllocationResult) POINTER Omit]
}
V1ALPHA2_DRIVER_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha2.DriverAllocationResult" {
  1 [30 30 "vendorRequestParameters" Single RawExtension VALUE Omit]
  2 [30 30 "" Single Message(ResourceV1alpha2AllocationResultModel) VALUE Keep]
}
V1ALPHA2_DRIVER_REQUESTS "k8s.io/api/resource/v1alpha2.DriverRequests" {
  1 [30 30 "driverName" Single String VALUE Omit]
  2 [30 30 "vendorParameters" Single RawExtension VALUE Omit]
  3 [30 30 "requests" List Message(ResourceV1alpha2ResourceRequest) VALUE Omit]
}
V1ALPHA2_NAMED_RESOURCES_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha2.NamedResourcesAllocationResult" {
  1 [30 30 "name" Single String VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_ATTRIBUTE "k8s.io/api/resource/v1alpha2.NamedResourcesAttribute" {
  1 [30 30 "name" Single String VALUE Keep]
  2 [30 30 "" Single Message(ResourceV1alpha2NamedResourcesAttributeValue) VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_ATTRIBUTE_VALUE "k8s.io/api/resource/v1alpha2.NamedResourcesAttributeValue" {
  6 [30 30 "quantity" Single Quantity POINTER Omit]
  2 [30 30 "bool" Single Bool POINTER Omit]
  7 [30 30 "int" Single Int64 POINTER Omit]
  8 [30 30 "intSlice" Single Message(ResourceV1alpha2NamedResourcesIntSlice) POINTER Omit]
  5 [30 30 "string" Single String POINTER Omit]
  9 [30 30 "stringSlice" Single Message(ResourceV1alpha2NamedResourcesStringSlice) POINTER Omit]
  10 [30 30 "version" Single String POINTER Omit]
}
V1ALPHA2_NAMED_RESOURCES_FILTER "k8s.io/api/resource/v1alpha2.NamedResourcesFilter" {
  1 [30 30 "selector" Single String VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_INSTANCE "k8s.io/api/resource/v1alpha2.NamedResourcesInstance" {
  1 [30 30 "name" Single String VALUE Keep]
  2 [30 30 "attributes" List Message(ResourceV1alpha2NamedResourcesAttribute) VALUE Omit]
}
V1ALPHA2_NAMED_RESOURCES_INT_SLICE "k8s.io/api/resource/v1alpha2.NamedResourcesIntSlice" {
  1 [30 30 "ints" List Int64 VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_REQUEST "k8s.io/api/resource/v1alpha2.NamedResourcesRequest" {
  1 [30 30 "selector" Single String VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_RESOURCES "k8s.io/api/resource/v1alpha2.NamedResourcesResources" {
  1 [30 30 "instances" List Message(ResourceV1alpha2NamedResourcesInstance) VALUE Keep]
}
V1ALPHA2_NAMED_RESOURCES_STRING_SLICE "k8s.io/api/resource/v1alpha2.NamedResourcesStringSlice" {
  1 [30 30 "strings" List String VALUE Keep]
}
V1ALPHA2_POD_SCHEDULING_CONTEXT "k8s.io/api/resource/v1alpha2.PodSchedulingContext" {
  1 [27 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 30 "spec" Single Message(ResourceV1alpha2PodSchedulingContextSpec) VALUE Keep]
  3 [27 30 "status" Single Message(ResourceV1alpha2PodSchedulingContextStatus) VALUE Omit]
}
V1ALPHA2_POD_SCHEDULING_CONTEXT_SPEC "k8s.io/api/resource/v1alpha2.PodSchedulingContextSpec" {
  1 [27 30 "selectedNode" Single String VALUE Omit]
  2 [27 30 "potentialNodes" List String VALUE Omit]
}
V1ALPHA2_POD_SCHEDULING_CONTEXT_STATUS "k8s.io/api/resource/v1alpha2.PodSchedulingContextStatus" {
  1 [27 30 "resourceClaims" List Message(ResourceV1alpha2ResourceClaimSchedulingStatus) VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM "k8s.io/api/resource/v1alpha2.ResourceClaim" {
  1 [27 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 30 "spec" Single Message(ResourceV1alpha2ResourceClaimSpec) VALUE Keep]
  3 [27 30 "status" Single Message(ResourceV1alpha2ResourceClaimStatus) VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1alpha2.ResourceClaimConsumerReference" {
  1 [27 30 "apiGroup" Single String VALUE Omit]
  3 [27 30 "resource" Single String VALUE Keep]
  4 [27 30 "name" Single String VALUE Keep]
  5 [27 30 "uid" Single String VALUE Keep]
}
V1ALPHA2_RESOURCE_CLAIM_PARAMETERS "k8s.io/api/resource/v1alpha2.ResourceClaimParameters" {
  1 [30 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 30 "generatedFrom" Single Message(ResourceV1alpha2ResourceClaimParametersReference) POINTER Omit]
  3 [30 30 "shareable" Single Bool VALUE Omit]
  4 [30 30 "driverRequests" List Message(ResourceV1alpha2DriverRequests) VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM_PARAMETERS_REFERENCE "k8s.io/api/resource/v1alpha2.ResourceClaimParametersReference" {
  1 [27 30 "apiGroup" Single String VALUE Omit]
  2 [27 30 "kind" Single String VALUE Keep]
  3 [27 30 "name" Single String VALUE Keep]
}
V1ALPHA2_RESOURCE_CLAIM_SCHEDULING_STATUS "k8s.io/api/resource/v1alpha2.ResourceClaimSchedulingStatus" {
  1 [27 30 "name" Single String VALUE Omit]
  2 [27 30 "unsuitableNodes" List String VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1alpha2.ResourceClaimSpec" {
  1 [27 30 "resourceClassName" Single String VALUE Keep]
  2 [27 30 "parametersRef" Single Message(ResourceV1alpha2ResourceClaimParametersReference) POINTER Omit]
  3 [27 30 "allocationMode" Single String VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1alpha2.ResourceClaimStatus" {
  1 [27 30 "driverName" Single String VALUE Omit]
  2 [27 30 "allocation" Single Message(ResourceV1alpha2AllocationResult) POINTER Omit]
  3 [27 30 "reservedFor" List Message(ResourceV1alpha2ResourceClaimConsumerReference) VALUE Omit]
  4 [27 30 "deallocationRequested" Single Bool VALUE Omit]
}
V1ALPHA2_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1alpha2.ResourceClaimTemplate" {
  1 [27 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 30 "spec" Single Message(ResourceV1alpha2ResourceClaimTemplateSpec) VALUE Keep]
}
V1ALPHA2_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1alpha2.ResourceClaimTemplateSpec" {
  1 [27 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 30 "spec" Single Message(ResourceV1alpha2ResourceClaimSpec) VALUE Keep]
}
V1ALPHA2_RESOURCE_CLASS "k8s.io/api/resource/v1alpha2.ResourceClass" {
  1 [27 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 30 "driverName" Single String VALUE Keep]
  3 [27 30 "parametersRef" Single Message(ResourceV1alpha2ResourceClassParametersReference) POINTER Omit]
  4 [27 30 "suitableNodes" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [30 30 "structuredParameters" Single Bool POINTER Omit]
}
V1ALPHA2_RESOURCE_CLASS_PARAMETERS "k8s.io/api/resource/v1alpha2.ResourceClassParameters" {
  1 [30 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 30 "generatedFrom" Single Message(ResourceV1alpha2ResourceClassParametersReference) POINTER Omit]
  3 [30 30 "vendorParameters" List Message(ResourceV1alpha2VendorParameters) VALUE Omit]
  4 [30 30 "filters" List Message(ResourceV1alpha2ResourceFilter) VALUE Omit]
}
V1ALPHA2_RESOURCE_CLASS_PARAMETERS_REFERENCE "k8s.io/api/resource/v1alpha2.ResourceClassParametersReference" {
  1 [27 30 "apiGroup" Single String VALUE Omit]
  2 [27 30 "kind" Single String VALUE Keep]
  3 [27 30 "name" Single String VALUE Keep]
  4 [27 30 "namespace" Single String VALUE Omit]
}
V1ALPHA2_RESOURCE_FILTER "k8s.io/api/resource/v1alpha2.ResourceFilter" {
  1 [30 30 "driverName" Single String VALUE Omit]
  2 [30 30 "" Single Message(ResourceV1alpha2ResourceFilterModel) VALUE Keep]
}
V1ALPHA2_RESOURCE_FILTER_MODEL "k8s.io/api/resource/v1alpha2.ResourceFilterModel" {
  1 [30 30 "namedResources" Single Message(ResourceV1alpha2NamedResourcesFilter) POINTER Omit]
}
V1ALPHA2_RESOURCE_HANDLE "k8s.io/api/resource/v1alpha2.ResourceHandle" {
  1 [27 30 "driverName" Single String VALUE Omit]
  2 [27 30 "data" Single String VALUE Omit]
  5 [30 30 "structuredData" Single Message(ResourceV1alpha2StructuredResourceHandle) POINTER Omit]
}
V1ALPHA2_RESOURCE_MODEL "k8s.io/api/resource/v1alpha2.ResourceModel" {
  1 [30 30 "namedResources" Single Message(ResourceV1alpha2NamedResourcesResources) POINTER Omit]
}
V1ALPHA2_RESOURCE_REQUEST "k8s.io/api/resource/v1alpha2.ResourceRequest" {
  1 [30 30 "vendorParameters" Single RawExtension VALUE Omit]
  2 [30 30 "" Single Message(ResourceV1alpha2ResourceRequestModel) VALUE Keep]
}
V1ALPHA2_RESOURCE_REQUEST_MODEL "k8s.io/api/resource/v1alpha2.ResourceRequestModel" {
  1 [30 30 "namedResources" Single Message(ResourceV1alpha2NamedResourcesRequest) POINTER Omit]
}
V1ALPHA2_RESOURCE_SLICE "k8s.io/api/resource/v1alpha2.ResourceSlice" {
  1 [30 30 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 30 "nodeName" Single String VALUE Omit]
  3 [30 30 "driverName" Single String VALUE Keep]
  4 [30 30 "" Single Message(ResourceV1alpha2ResourceModel) VALUE Keep]
}
V1ALPHA2_STRUCTURED_RESOURCE_HANDLE "k8s.io/api/resource/v1alpha2.StructuredResourceHandle" {
  1 [30 30 "vendorClassParameters" Single RawExtension VALUE Omit]
  2 [30 30 "vendorClaimParameters" Single RawExtension VALUE Omit]
  4 [30 30 "nodeName" Single String VALUE Omit]
  5 [30 30 "results" List Message(ResourceV1alpha2DriverAllocationResult) VALUE Keep]
}
V1ALPHA2_VENDOR_PARAMETERS "k8s.io/api/resource/v1alpha2.VendorParameters" {
  1 [30 30 "driverName" Single String VALUE Omit]
  2 [30 30 "parameters" Single RawExtension VALUE Omit]
}
V1ALPHA3_ALLOCATED_DEVICE_STATUS "k8s.io/api/resource/v1alpha3.AllocatedDeviceStatus" {
  1 [32 33 "driver" Single String VALUE Keep]
  2 [32 33 "pool" Single String VALUE Keep]
  3 [32 33 "device" Single String VALUE Keep]
  4 [32 33 "conditions" List Message(MetaV1Condition) VALUE Keep]
  5 [32 32 "data" Single RawExtension VALUE Omit] [33 33 "data" Single RawExtension POINTER Omit]
  6 [32 33 "networkData" Single Message(ResourceV1alpha3NetworkDeviceData) POINTER Omit]
}
V1ALPHA3_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha3.AllocationResult" {
  1 [31 33 "devices" Single Message(ResourceV1alpha3DeviceAllocationResult) VALUE Omit]
  3 [31 33 "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  4 [31 31 "controller" Single String VALUE Omit]
}
V1ALPHA3_BASIC_DEVICE "k8s.io/api/resource/v1alpha3.BasicDevice" {
  1 [31 33 "attributes" Map Message(ResourceV1alpha3DeviceAttribute) VALUE Omit]
  2 [31 33 "capacity" Map Quantity VALUE Omit]
  3 [33 33 "consumesCounters" List Message(ResourceV1alpha3DeviceCounterConsumption) VALUE Omit]
  4 [33 33 "nodeName" Single String POINTER Omit]
  5 [33 33 "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  6 [33 33 "allNodes" Single Bool POINTER Omit]
  7 [33 33 "taints" List Message(ResourceV1alpha3DeviceTaint) VALUE Omit]
}
V1ALPHA3_CEL_DEVICE_SELECTOR "k8s.io/api/resource/v1alpha3.CELDeviceSelector" {
  1 [31 MAX "expression" Single String VALUE Keep]
}
V1ALPHA3_COUNTER "k8s.io/api/resource/v1alpha3.Counter" {
  1 [33 33 "value" Single Quantity VALUE Keep]
}
V1ALPHA3_COUNTER_SET "k8s.io/api/resource/v1alpha3.CounterSet" {
  1 [33 33 "name" Single String VALUE Keep]
  2 [33 33 "counters" Map Message(ResourceV1alpha3Counter) VALUE Omit]
}
V1ALPHA3_DEVICE "k8s.io/api/resource/v1alpha3.Device" {
  1 [31 33 "name" Single String VALUE Keep]
  2 [31 33 "basic" Single Message(ResourceV1alpha3BasicDevice) POINTER Omit]
}
V1ALPHA3_DEVICE_ALLOCATION_CONFIGURATION "k8s.io/api/resource/v1alpha3.DeviceAllocationConfiguration" {
  1 [31 33 "source" Single String VALUE Keep]
  2 [31 33 "requests" List String VALUE Omit]
  3 [31 33 "" Single Message(ResourceV1alpha3DeviceConfiguration) VALUE Keep]
}
V1ALPHA3_DEVICE_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha3.DeviceAllocationResult" {
  1 [31 33 "results" List Message(ResourceV1alpha3DeviceRequestAllocationResult) VALUE Omit]
  2 [31 33 "config" List Message(ResourceV1alpha3DeviceAllocationConfiguration) VALUE Omit]
}
V1ALPHA3_DEVICE_ATTRIBUTE "k8s.io/api/resource/v1alpha3.DeviceAttribute" {
  2 [31 33 "int" Single Int64 POINTER Omit]
  3 [31 33 "bool" Single Bool POINTER Omit]
  4 [31 33 "string" Single String POINTER Omit]
  5 [31 33 "version" Single String POINTER Omit]
}
V1ALPHA3_DEVICE_CLAIM "k8s.io/api/resource/v1alpha3.DeviceClaim" {
  1 [31 33 "requests" List Message(ResourceV1alpha3DeviceRequest) VALUE Keep]
  2 [31 33 "constraints" List Message(ResourceV1alpha3DeviceConstraint) VALUE Omit]
  3 [31 33 "config" List Message(ResourceV1alpha3DeviceClaimConfiguration) VALUE Omit]
}
V1ALPHA3_DEVICE_CLAIM_CONFIGURATION "k8s.io/api/resource/v1alpha3.DeviceClaimConfiguration" {
  1 [31 33 "requests" List String VALUE Omit]
  2 [31 33 "" Single Message(ResourceV1alpha3DeviceConfiguration) VALUE Keep]
}
V1ALPHA3_DEVICE_CLASS "k8s.io/api/resource/v1alpha3.DeviceClass" {
  1 [31 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 33 "spec" Single Message(ResourceV1alpha3DeviceClassSpec) VALUE Keep]
}
V1ALPHA3_DEVICE_CLASS_CONFIGURATION "k8s.io/api/resource/v1alpha3.DeviceClassConfiguration" {
  1 [31 33 "" Single Message(ResourceV1alpha3DeviceConfiguration) VALUE Keep]
}
V1ALPHA3_DEVICE_CLASS_SPEC "k8s.io/api/resource/v1alpha3.DeviceClassSpec" {
  1 [31 33 "selectors" List Message(ResourceV1alpha3DeviceSelector) VALUE Omit]
  2 [31 33 "config" List Message(ResourceV1alpha3DeviceClassConfiguration) VALUE Omit]
  3 [31 31 "suitableNodes" Single Message(CoreV1NodeSelector) POINTER Omit]
}
V1ALPHA3_DEVICE_CONFIGURATION "k8s.io/api/resource/v1alpha3.DeviceConfiguration" {
  1 [31 33 "opaque" Single Message(ResourceV1alpha3OpaqueDeviceConfiguration) POINTER Omit]
}
V1ALPHA3_DEVICE_CONSTRAINT "k8s.io/api/resource/v1alpha3.DeviceConstraint" {
  1 [31 33 "requests" List String VALUE Omit]
  2 [31 33 "matchAttribute" Single String POINTER Omit]
}
V1ALPHA3_DEVICE_COUNTER_CONSUMPTION "k8s.io/api/resource/v1alpha3.DeviceCounterConsumption" {
  1 [33 33 "counterSet" Single String VALUE Keep]
  2 [33 33 "counters" Map Message(ResourceV1alpha3Counter) VALUE Omit]
}
V1ALPHA3_DEVICE_REQUEST "k8s.io/api/resource/v1alpha3.DeviceRequest" {
  1 [31 33 "name" Single String VALUE Keep]
  2 [31 33 "deviceClassName" Single String VALUE Keep]
  3 [31 33 "selectors" List Message(ResourceV1alpha3DeviceSelector) VALUE Omit]
  4 [31 33 "allocationMode" Single String VALUE Omit]
  5 [31 33 "count" Single Int64 VALUE Omit]
  6 [31 31 "adminAccess" Single Bool VALUE Omit] [32 33 "adminAccess" Single Bool POINTER Omit]
  7 [33 33 "firstAvailable" List Message(ResourceV1alpha3DeviceSubRequest) VALUE Omit]
  8 [33 33 "tolerations" List Message(ResourceV1alpha3DeviceToleration) VALUE Omit]
}
V1ALPHA3_DEVICE_REQUEST_ALLOCATION_RESULT "k8s.io/api/resource/v1alpha3.DeviceRequestAllocationResult" {
  1 [31 33 "request" Single String VALUE Keep]
  2 [31 33 "driver" Single String VALUE Keep]
  3 [31 33 "pool" Single String VALUE Keep]
  4 [31 33 "device" Single String VALUE Keep]
  5 [32 33 "adminAccess" Single Bool POINTER Keep]
  6 [33 33 "tolerations" List Message(ResourceV1alpha3DeviceToleration) VALUE Omit]
}
V1ALPHA3_DEVICE_SELECTOR "k8s.io/api/resource/v1alpha3.DeviceSelector" {
  1 [31 MAX "cel" Single Message(ResourceV1alpha3CELDeviceSelector) POINTER Omit]
}
V1ALPHA3_DEVICE_SUB_REQUEST "k8s.io/api/resource/v1alpha3.DeviceSubRequest" {
  1 [33 33 "name" Single String VALUE Keep]
  2 [33 33 "deviceClassName" Single String VALUE Keep]
  3 [33 33 "selectors" List Message(ResourceV1alpha3DeviceSelector) VALUE Omit]
  4 [33 33 "allocationMode" Single String VALUE Omit]
  5 [33 33 "count" Single Int64 VALUE Omit]
  7 [33 33 "tolerations" List Message(ResourceV1alpha3DeviceToleration) VALUE Omit]
}
V1ALPHA3_DEVICE_TAINT "k8s.io/api/resource/v1alpha3.DeviceTaint" {
  1 [33 MAX "key" Single String VALUE Keep]
  2 [33 MAX "value" Single String VALUE Omit]
  3 [33 MAX "effect" Single String VALUE Keep]
  4 [33 MAX "timeAdded" Single Time POINTER Omit]
}
V1ALPHA3_DEVICE_TAINT_RULE "k8s.io/api/resource/v1alpha3.DeviceTaintRule" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1alpha3DeviceTaintRuleSpec) VALUE Keep]
  3 [35 MAX "status" Single Message(ResourceV1alpha3DeviceTaintRuleStatus) VALUE Omit]
}
V1ALPHA3_DEVICE_TAINT_RULE_SPEC "k8s.io/api/resource/v1alpha3.DeviceTaintRuleSpec" {
  1 [33 MAX "deviceSelector" Single Message(ResourceV1alpha3DeviceTaintSelector) POINTER Omit]
  2 [33 MAX "taint" Single Message(ResourceV1alpha3DeviceTaint) VALUE Omit]
}
V1ALPHA3_DEVICE_TAINT_RULE_STATUS "k8s.io/api/resource/v1alpha3.DeviceTaintRuleStatus" {
  1 [35 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1ALPHA3_DEVICE_TAINT_SELECTOR "k8s.io/api/resource/v1alpha3.DeviceTaintSelector" {
  1 [33 34 "deviceClassName" Single String POINTER Omit]
  2 [33 MAX "driver" Single String POINTER Omit]
  3 [33 MAX "pool" Single String POINTER Omit]
  4 [33 MAX "device" Single String POINTER Omit]
  5 [33 34 "selectors" List Message(ResourceV1alpha3DeviceSelector) VALUE Omit]
}
V1ALPHA3_DEVICE_TOLERATION "k8s.io/api/resource/v1alpha3.DeviceToleration" {
  1 [33 33 "key" Single String VALUE Omit]
  2 [33 33 "operator" Single String VALUE Omit]
  3 [33 33 "value" Single String VALUE Omit]
  4 [33 33 "effect" Single String VALUE Omit]
  5 [33 33 "tolerationSeconds" Single Int64 POINTER Omit]
}
V1ALPHA3_NETWORK_DEVICE_DATA "k8s.io/api/resource/v1alpha3.NetworkDeviceData" {
  1 [32 33 "interfaceName" Single String VALUE Omit]
  2 [32 33 "ips" List String VALUE Omit]
  3 [32 33 "hardwareAddress" Single String VALUE Omit]
}
V1ALPHA3_OPAQUE_DEVICE_CONFIGURATION "k8s.io/api/resource/v1alpha3.OpaqueDeviceConfiguration" {
  1 [31 33 "driver" Single String VALUE Keep]
  2 [31 33 "parameters" Single RawExtension VALUE Keep]
}
V1ALPHA3_PARTITION_TYPE_STATUS "k8s.io/api/resource/v1alpha3.PartitionTypeStatus" {
  4 [37 MAX "attribute" Single String VALUE Omit]
  1 [37 MAX "type" Single String VALUE Omit]
  2 [37 MAX "total" Single Int32 POINTER Omit]
  3 [37 MAX "allocatable" Single Int32 POINTER Omit]
}
V1ALPHA3_POD_SCHEDULING_CONTEXT "k8s.io/api/resource/v1alpha3.PodSchedulingContext" {
  1 [31 31 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 31 "spec" Single Message(ResourceV1alpha3PodSchedulingContextSpec) VALUE Keep]
  3 [31 31 "status" Single Message(ResourceV1alpha3PodSchedulingContextStatus) VALUE Omit]
}
V1ALPHA3_POD_SCHEDULING_CONTEXT_SPEC "k8s.io/api/resource/v1alpha3.PodSchedulingContextSpec" {
  1 [31 31 "selectedNode" Single String VALUE Omit]
  2 [31 31 "potentialNodes" List String VALUE Omit]
}
V1ALPHA3_POD_SCHEDULING_CONTEXT_STATUS "k8s.io/api/resource/v1alpha3.PodSchedulingContextStatus" {
  1 [31 31 "resourceClaims" List Message(ResourceV1alpha3ResourceClaimSchedulingStatus) VALUE Omit]
}
V1ALPHA3_POOL_STATUS "k8s.io/api/resource/v1alpha3.PoolStatus" {
  1 [36 MAX "driver" Single String VALUE Omit]
  2 [36 MAX "poolName" Single String VALUE Omit]
  9 [36 MAX "generation" Single Int64 VALUE Keep]
  8 [36 MAX "resourceSliceCount" Single Int32 POINTER Omit]
  4 [36 MAX "totalDevices" Single Int32 POINTER Omit]
  5 [36 MAX "allocatedDevices" Single Int32 POINTER Omit]
  6 [36 MAX "availableDevices" Single Int32 POINTER Omit]
  7 [36 MAX "unavailableDevices" Single Int32 POINTER Omit]
  3 [36 MAX "nodeName" Single String POINTER Omit]
  10 [36 MAX "validationError" Single String POINTER Omit]
  11 [37 MAX "partitionSummary" List Message(ResourceV1alpha3PartitionTypeStatus) VALUE Omit]
  13 [37 MAX "shareableSummary" Single Message(ResourceV1alpha3ShareableSummaryStatus) POINTER Omit]
}
V1ALPHA3_RESOURCE_CLAIM "k8s.io/api/resource/v1alpha3.ResourceClaim" {
  1 [31 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 33 "spec" Single Message(ResourceV1alpha3ResourceClaimSpec) VALUE Keep]
  3 [31 33 "status" Single Message(ResourceV1alpha3ResourceClaimStatus) VALUE Omit]
}
V1ALPHA3_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1alpha3.ResourceClaimConsumerReference" {
  1 [31 33 "apiGroup" Single String VALUE Omit]
  3 [31 33 "resource" Single String VALUE Keep]
  4 [31 33 "name" Single String VALUE Keep]
  5 [31 33 "uid" Single String VALUE Keep]
}
V1ALPHA3_RESOURCE_CLAIM_SCHEDULING_STATUS "k8s.io/api/resource/v1alpha3.ResourceClaimSchedulingStatus" {
  1 [31 31 "name" Single String VALUE Keep]
  2 [31 31 "unsuitableNodes" List String VALUE Omit]
}
V1ALPHA3_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1alpha3.ResourceClaimSpec" {
  1 [31 33 "devices" Single Message(ResourceV1alpha3DeviceClaim) VALUE Keep]
  2 [31 31 "controller" Single String VALUE Omit]
}
V1ALPHA3_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1alpha3.ResourceClaimStatus" {
  1 [31 33 "allocation" Single Message(ResourceV1alpha3AllocationResult) POINTER Omit]
  2 [31 33 "reservedFor" List Message(ResourceV1alpha3ResourceClaimConsumerReference) VALUE Omit]
  3 [31 31 "deallocationRequested" Single Bool VALUE Omit]
  4 [32 33 "devices" List Message(ResourceV1alpha3AllocatedDeviceStatus) VALUE Omit]
}
V1ALPHA3_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1alpha3.ResourceClaimTemplate" {
  1 [31 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 33 "spec" Single Message(ResourceV1alpha3ResourceClaimTemplateSpec) VALUE Keep]
}
V1ALPHA3_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1alpha3.ResourceClaimTemplateSpec" {
  1 [31 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 33 "spec" Single Message(ResourceV1alpha3ResourceClaimSpec) VALUE Keep]
}
V1ALPHA3_RESOURCE_POOL "k8s.io/api/resource/v1alpha3.ResourcePool" {
  1 [31 33 "name" Single String VALUE Keep]
  2 [31 33 "generation" Single Int64 VALUE Keep]
  3 [31 33 "resourceSliceCount" Single Int64 VALUE Keep]
}
V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST "k8s.io/api/resource/v1alpha3.ResourcePoolStatusRequest" {
  1 [36 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 MAX "spec" Single Message(ResourceV1alpha3ResourcePoolStatusRequestSpec) VALUE Keep]
  3 [36 MAX "status" Single Message(ResourceV1alpha3ResourcePoolStatusRequestStatus) POINTER Omit]
}
V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_SPEC "k8s.io/api/resource/v1alpha3.ResourcePoolStatusRequestSpec" {
  1 [36 MAX "driver" Single String VALUE Keep]
  2 [36 MAX "poolName" Single String POINTER Omit]
  3 [36 MAX "limit" Single Int32 POINTER Omit]
  4 [37 MAX "defaultPartitionTypeAttribute" Single String POINTER Omit]
}
V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_STATUS "k8s.io/api/resource/v1alpha3.ResourcePoolStatusRequestStatus" {
  6 [36 MAX "poolCount" Single Int32 POINTER Omit]
  2 [36 MAX "pools" List Message(ResourceV1alpha3PoolStatus) VALUE Omit]
  3 [36 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1ALPHA3_RESOURCE_SLICE "k8s.io/api/resource/v1alpha3.ResourceSlice" {
  1 [31 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 33 "spec" Single Message(ResourceV1alpha3ResourceSliceSpec) VALUE Keep]
}
V1ALPHA3_RESOURCE_SLICE_SPEC "k8s.io/api/resource/v1alpha3.ResourceSliceSpec" {
  1 [31 33 "driver" Single String VALUE Keep]
  2 [31 33 "pool" Single Message(ResourceV1alpha3ResourcePool) VALUE Keep]
  3 [31 33 "nodeName" Single String VALUE Omit]
  4 [31 33 "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [31 33 "allNodes" Single Bool VALUE Omit]
  6 [31 33 "devices" List Message(ResourceV1alpha3Device) VALUE Keep]
  7 [33 33 "perDeviceNodeSelection" Single Bool POINTER Omit]
  8 [33 33 "sharedCounters" List Message(ResourceV1alpha3CounterSet) VALUE Omit]
}
V1ALPHA3_SHAREABLE_CAPACITY_STATUS "k8s.io/api/resource/v1alpha3.ShareableCapacityStatus" {
  1 [37 MAX "name" Single String VALUE Omit]
  2 [37 MAX "total" Single Quantity POINTER Omit]
  3 [37 MAX "consumed" Single Quantity POINTER Omit]
  4 [37 MAX "available" Single Quantity POINTER Omit]
}
V1ALPHA3_SHAREABLE_SUMMARY_STATUS "k8s.io/api/resource/v1alpha3.ShareableSummaryStatus" {
  1 [37 MAX "fullyAvailableDevices" Single Int32 POINTER Omit]
  2 [37 MAX "partiallyAvailableDevices" Single Int32 POINTER Omit]
  3 [37 MAX "capacity" List Message(ResourceV1alpha3ShareableCapacityStatus) VALUE Omit]
}
V1BETA1_ALLOCATED_DEVICE_STATUS "k8s.io/api/resource/v1beta1.AllocatedDeviceStatus" {
  1 [32 MAX "driver" Single String VALUE Keep]
  2 [32 MAX "pool" Single String VALUE Keep]
  3 [32 MAX "device" Single String VALUE Keep]
  7 [34 MAX "shareID" Single String POINTER Omit]
  4 [32 MAX "conditions" List Message(MetaV1Condition) VALUE Keep]
  5 [32 32 "data" Single RawExtension VALUE Omit] [33 MAX "data" Single RawExtension POINTER Omit]
  6 [32 MAX "networkData" Single Message(ResourceV1beta1NetworkDeviceData) POINTER Omit]
}
V1BETA1_ALLOCATION_RESULT "k8s.io/api/resource/v1beta1.AllocationResult" {
  1 [32 MAX "devices" Single Message(ResourceV1beta1DeviceAllocationResult) VALUE Omit]
  3 [32 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [34 MAX "allocationTimestamp" Single Time POINTER Omit]
}
V1BETA1_BASIC_DEVICE "k8s.io/api/resource/v1beta1.BasicDevice" {
  1 [32 MAX "attributes" Map Message(ResourceV1beta1DeviceAttribute) VALUE Omit]
  2 [32 MAX "capacity" Map Message(ResourceV1beta1DeviceCapacity) VALUE Omit]
  3 [33 MAX "consumesCounters" List Message(ResourceV1beta1DeviceCounterConsumption) VALUE Omit]
  4 [33 MAX "nodeName" Single String POINTER Omit]
  5 [33 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  6 [33 MAX "allNodes" Single Bool POINTER Omit]
  7 [33 MAX "taints" List Message(ResourceV1beta1DeviceTaint) VALUE Omit]
  8 [34 MAX "bindsToNode" Single Bool POINTER Omit]
  9 [34 MAX "bindingConditions" List String VALUE Omit]
  10 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  11 [34 MAX "allowMultipleAllocations" Single Bool POINTER Omit]
  12 [36 36 "nodeAllocatableResourceMappings" Map Message(ResourceV1beta1NodeAllocatableResourceMapping) VALUE Omit]
  14 [37 MAX "nodeAllocatableResources" Map Message(ResourceV1beta1NodeAllocatableResource) VALUE Omit]
}
V1BETA1_CEL_DEVICE_SELECTOR "k8s.io/api/resource/v1beta1.CELDeviceSelector" {
  1 [32 MAX "expression" Single String VALUE Keep]
}
V1BETA1_CAPACITY_REQUEST_POLICY "k8s.io/api/resource/v1beta1.CapacityRequestPolicy" {
  1 [34 MAX "default" Single Quantity POINTER Keep]
  3 [34 MAX "validValues" List Quantity VALUE Omit]
  4 [34 MAX "validRange" Single Message(ResourceV1beta1CapacityRequestPolicyRange) POINTER Omit]
}
V1BETA1_CAPACITY_REQUEST_POLICY_RANGE "k8s.io/api/resource/v1beta1.CapacityRequestPolicyRange" {
  1 [34 MAX "min" Single Quantity POINTER Omit]
  2 [34 MAX "max" Single Quantity POINTER Omit]
  3 [34 MAX "step" Single Quantity POINTER Omit]
}
V1BETA1_CAPACITY_REQUIREMENTS "k8s.io/api/resource/v1beta1.CapacityRequirements" {
  1 [34 MAX "requests" Map Quantity VALUE Omit]
}
V1BETA1_COUNTER "k8s.io/api/resource/v1beta1.Counter" {
  1 [33 MAX "value" Single Quantity VALUE Keep]
}
V1BETA1_COUNTER_SET "k8s.io/api/resource/v1beta1.CounterSet" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "counters" Map Message(ResourceV1beta1Counter) VALUE Omit]
}
V1BETA1_DEVICE "k8s.io/api/resource/v1beta1.Device" {
  1 [32 MAX "name" Single String VALUE Keep]
  2 [32 MAX "basic" Single Message(ResourceV1beta1BasicDevice) POINTER Omit]
}
V1BETA1_DEVICE_ALLOCATION_CONFIGURATION "k8s.io/api/resource/v1beta1.DeviceAllocationConfiguration" {
  1 [32 MAX "source" Single String VALUE Keep]
  2 [32 MAX "requests" List String VALUE Omit]
  3 [32 MAX "" Single Message(ResourceV1beta1DeviceConfiguration) VALUE Keep]
}
V1BETA1_DEVICE_ALLOCATION_RESULT "k8s.io/api/resource/v1beta1.DeviceAllocationResult" {
  1 [32 MAX "results" List Message(ResourceV1beta1DeviceRequestAllocationResult) VALUE Omit]
  2 [32 MAX "config" List Message(ResourceV1beta1DeviceAllocationConfiguration) VALUE Omit]
}
V1BETA1_DEVICE_ATTRIBUTE "k8s.io/api/resource/v1beta1.DeviceAttribute" {
  2 [32 MAX "int" Single Int64 POINTER Omit]
  3 [32 MAX "bool" Single Bool POINTER Omit]
  4 [32 MAX "string" Single String POINTER Omit]
  5 [32 MAX "version" Single String POINTER Omit]
  6 [36 MAX "ints" List Int64 VALUE Omit]
  7 [36 MAX "bools" List Bool VALUE Omit]
  8 [36 MAX "strings" List String VALUE Omit]
  9 [36 MAX "versions" List String VALUE Omit]
}
V1BETA1_DEVICE_CAPACITY "k8s.io/api/resource/v1beta1.DeviceCapacity" {
  1 [32 MAX "value" Single Quantity VALUE Keep]
  2 [34 MAX "requestPolicy" Single Message(ResourceV1beta1CapacityRequestPolicy) POINTER Omit]
}
V1BETA1_DEVICE_CLAIM "k8s.io/api/resource/v1beta1.DeviceClaim" {
  1 [32 MAX "requests" List Message(ResourceV1beta1DeviceRequest) VALUE Keep]
  2 [32 MAX "constraints" List Message(ResourceV1beta1DeviceConstraint) VALUE Omit]
  3 [32 MAX "config" List Message(ResourceV1beta1DeviceClaimConfiguration) VALUE Omit]
}
V1BETA1_DEVICE_CLAIM_CONFIGURATION "k8s.io/api/resource/v1beta1.DeviceClaimConfiguration" {
  1 [32 MAX "requests" List String VALUE Omit]
  2 [32 MAX "" Single Message(ResourceV1beta1DeviceConfiguration) VALUE Keep]
}
V1BETA1_DEVICE_CLASS "k8s.io/api/resource/v1beta1.DeviceClass" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(ResourceV1beta1DeviceClassSpec) VALUE Keep]
}
V1BETA1_DEVICE_CLASS_CONFIGURATION "k8s.io/api/resource/v1beta1.DeviceClassConfiguration" {
  1 [32 MAX "" Single Message(ResourceV1beta1DeviceConfiguration) VALUE Keep]
}
V1BETA1_DEVICE_CLASS_SPEC "k8s.io/api/resource/v1beta1.DeviceClassSpec" {
  1 [32 MAX "selectors" List Message(ResourceV1beta1DeviceSelector) VALUE Omit]
  2 [32 MAX "config" List Message(ResourceV1beta1DeviceClassConfiguration) VALUE Omit]
  4 [34 MAX "extendedResourceName" Single String POINTER Omit]
}
V1BETA1_DEVICE_CONFIGURATION "k8s.io/api/resource/v1beta1.DeviceConfiguration" {
  1 [32 MAX "opaque" Single Message(ResourceV1beta1OpaqueDeviceConfiguration) POINTER Omit]
}
V1BETA1_DEVICE_CONSTRAINT "k8s.io/api/resource/v1beta1.DeviceConstraint" {
  1 [32 MAX "requests" List String VALUE Omit]
  2 [32 MAX "matchAttribute" Single String POINTER Omit]
  3 [34 MAX "distinctAttribute" Single String POINTER Omit]
}
V1BETA1_DEVICE_COUNTER_CONSUMPTION "k8s.io/api/resource/v1beta1.DeviceCounterConsumption" {
  1 [33 MAX "counterSet" Single String VALUE Keep]
  2 [33 MAX "counters" Map Message(ResourceV1beta1Counter) VALUE Omit]
  3 [37 MAX "compatibilityGroups" List String VALUE Omit]
}
V1BETA1_DEVICE_DERIVED_ATTRIBUTE "k8s.io/api/resource/v1beta1.DeviceDerivedAttribute" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "expression" Single String VALUE Keep]
}
V1BETA1_DEVICE_REQUEST "k8s.io/api/resource/v1beta1.DeviceRequest" {
  1 [32 MAX "name" Single String VALUE Keep]
  2 [32 MAX "deviceClassName" Single String VALUE Keep]
  3 [32 MAX "selectors" List Message(ResourceV1beta1DeviceSelector) VALUE Omit]
  4 [32 MAX "allocationMode" Single String VALUE Omit]
  5 [32 MAX "count" Single Int64 VALUE Omit]
  6 [32 MAX "adminAccess" Single Bool POINTER Omit]
  7 [33 MAX "firstAvailable" List Message(ResourceV1beta1DeviceSubRequest) VALUE Omit]
  8 [33 MAX "tolerations" List Message(ResourceV1beta1DeviceToleration) VALUE Omit]
  9 [34 MAX "capacity" Single Message(ResourceV1beta1CapacityRequirements) POINTER Omit]
  10 [37 MAX "derivedAttributes" List Message(ResourceV1beta1DeviceDerivedAttribute) VALUE Omit]
}
V1BETA1_DEVICE_REQUEST_ALLOCATION_RESULT "k8s.io/api/resource/v1beta1.DeviceRequestAllocationResult" {
  1 [32 MAX "request" Single String VALUE Keep]
  2 [32 MAX "driver" Single String VALUE Keep]
  3 [32 MAX "pool" Single String VALUE Keep]
  4 [32 MAX "device" Single String VALUE Keep]
  5 [32 33 "adminAccess" Single Bool POINTER Keep] [34 MAX "adminAccess" Single Bool POINTER Omit]
  6 [33 MAX "tolerations" List Message(ResourceV1beta1DeviceToleration) VALUE Omit]
  7 [34 MAX "bindingConditions" List String VALUE Omit]
  8 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  9 [34 MAX "shareID" Single String POINTER Omit]
  10 [34 MAX "consumedCapacity" Map Quantity VALUE Omit]
  11 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
V1BETA1_DEVICE_SELECTOR "k8s.io/api/resource/v1beta1.DeviceSelector" {
  1 [32 MAX "cel" Single Message(ResourceV1beta1CELDeviceSelector) POINTER Omit]
}
V1BETA1_DEVICE_SUB_REQUEST "k8s.io/api/resource/v1beta1.DeviceSubRequest" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "deviceClassName" Single String VALUE Keep]
  3 [33 MAX "selectors" List Message(ResourceV1beta1DeviceSelector) VALUE Omit]
  4 [33 MAX "allocationMode" Single String VALUE Omit]
  5 [33 MAX "count" Single Int64 VALUE Omit]
  7 [33 MAX "tolerations" List Message(ResourceV1beta1DeviceToleration) VALUE Omit]
  8 [34 MAX "capacity" Single Message(ResourceV1beta1CapacityRequirements) POINTER Omit]
  9 [37 MAX "derivedAttributes" List Message(ResourceV1beta1DeviceDerivedAttribute) VALUE Omit]
}
V1BETA1_DEVICE_TAINT "k8s.io/api/resource/v1beta1.DeviceTaint" {
  1 [33 MAX "key" Single String VALUE Keep]
  2 [33 MAX "value" Single String VALUE Omit]
  3 [33 MAX "effect" Single String VALUE Keep]
  4 [33 MAX "timeAdded" Single Time POINTER Omit]
}
V1BETA1_DEVICE_TOLERATION "k8s.io/api/resource/v1beta1.DeviceToleration" {
  1 [33 MAX "key" Single String VALUE Omit]
  2 [33 MAX "operator" Single String VALUE Omit]
  3 [33 MAX "value" Single String VALUE Omit]
  4 [33 MAX "effect" Single String VALUE Omit]
  5 [33 MAX "tolerationSeconds" Single Int64 POINTER Omit]
}
V1BETA1_NETWORK_DEVICE_DATA "k8s.io/api/resource/v1beta1.NetworkDeviceData" {
  1 [32 MAX "interfaceName" Single String VALUE Omit]
  2 [32 MAX "ips" List String VALUE Omit]
  3 [32 MAX "hardwareAddress" Single String VALUE Omit]
}
V1BETA1_NODE_ALLOCATABLE_MAPPING "k8s.io/api/resource/v1beta1.NodeAllocatableMapping" {
  1 [37 MAX "capacityKey" Single String POINTER Omit]
  2 [37 MAX "capacityMultiplier" Single Quantity POINTER Omit]
  3 [37 MAX "deviceMultiplier" Single Quantity POINTER Omit]
}
V1BETA1_NODE_ALLOCATABLE_OVERHEAD "k8s.io/api/resource/v1beta1.NodeAllocatableOverhead" {
  1 [37 MAX "perPod" Single Quantity POINTER Omit]
  2 [37 MAX "perContainer" Single Quantity POINTER Omit]
}
V1BETA1_NODE_ALLOCATABLE_RESOURCE "k8s.io/api/resource/v1beta1.NodeAllocatableResource" {
  3 [37 MAX "mapping" Single Message(ResourceV1beta1NodeAllocatableMapping) POINTER Omit]
  4 [37 MAX "overhead" Single Message(ResourceV1beta1NodeAllocatableOverhead) POINTER Omit]
}
V1BETA1_NODE_ALLOCATABLE_RESOURCE_MAPPING "k8s.io/api/resource/v1beta1.NodeAllocatableResourceMapping" {
  1 [36 36 "capacityKey" Single String POINTER Omit]
  2 [36 36 "allocationMultiplier" Single Quantity POINTER Omit]
}
V1BETA1_OPAQUE_DEVICE_CONFIGURATION "k8s.io/api/resource/v1beta1.OpaqueDeviceConfiguration" {
  1 [32 MAX "driver" Single String VALUE Keep]
  2 [32 MAX "parameters" Single RawExtension VALUE Keep]
}
V1BETA1_RESOURCE_CLAIM "k8s.io/api/resource/v1beta1.ResourceClaim" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(ResourceV1beta1ResourceClaimSpec) VALUE Keep]
  3 [32 MAX "status" Single Message(ResourceV1beta1ResourceClaimStatus) VALUE Omit]
}
V1BETA1_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1beta1.ResourceClaimConsumerReference" {
  1 [32 MAX "apiGroup" Single String VALUE Omit]
  3 [32 MAX "resource" Single String VALUE Keep]
  4 [32 MAX "name" Single String VALUE Keep]
  5 [32 MAX "uid" Single String VALUE Keep]
}
V1BETA1_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1beta1.ResourceClaimSpec" {
  1 [32 MAX "devices" Single Message(ResourceV1beta1DeviceClaim) VALUE Keep]
}
V1BETA1_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1beta1.ResourceClaimStatus" {
  1 [32 MAX "allocation" Single Message(ResourceV1beta1AllocationResult) POINTER Omit]
  2 [32 MAX "reservedFor" List Message(ResourceV1beta1ResourceClaimConsumerReference) VALUE Omit]
  4 [32 MAX "devices" List Message(ResourceV1beta1AllocatedDeviceStatus) VALUE Omit]
}
V1BETA1_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1beta1.ResourceClaimTemplate" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(ResourceV1beta1ResourceClaimTemplateSpec) VALUE Keep]
}
V1BETA1_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1beta1.ResourceClaimTemplateSpec" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(ResourceV1beta1ResourceClaimSpec) VALUE Keep]
}
V1BETA1_RESOURCE_POOL "k8s.io/api/resource/v1beta1.ResourcePool" {
  1 [32 MAX "name" Single String VALUE Keep]
  2 [32 MAX "generation" Single Int64 VALUE Keep]
  3 [32 MAX "resourceSliceCount" Single Int64 VALUE Keep]
}
V1BETA1_RESOURCE_SLICE "k8s.io/api/resource/v1beta1.ResourceSlice" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(ResourceV1beta1ResourceSliceSpec) VALUE Keep]
}
V1BETA1_RESOURCE_SLICE_SPEC "k8s.io/api/resource/v1beta1.ResourceSliceSpec" {
  1 [32 MAX "driver" Single String VALUE Keep]
  2 [32 MAX "pool" Single Message(ResourceV1beta1ResourcePool) VALUE Keep]
  3 [32 MAX "nodeName" Single String VALUE Omit]
  4 [32 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [32 MAX "allNodes" Single Bool VALUE Omit]
  6 [32 34 "devices" List Message(ResourceV1beta1Device) VALUE Keep] [35 MAX "devices" List Message(ResourceV1beta1Device) VALUE Omit]
  7 [33 MAX "perDeviceNodeSelection" Single Bool POINTER Omit]
  8 [33 MAX "sharedCounters" List Message(ResourceV1beta1CounterSet) VALUE Omit]
  9 [37 MAX "partitionTypeAttribute" Single String POINTER Omit]
  10 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
V1BETA2_ALLOCATED_DEVICE_STATUS "k8s.io/api/resource/v1beta2.AllocatedDeviceStatus" {
  1 [33 MAX "driver" Single String VALUE Keep]
  2 [33 MAX "pool" Single String VALUE Keep]
  3 [33 MAX "device" Single String VALUE Keep]
  7 [34 MAX "shareID" Single String POINTER Omit]
  4 [33 MAX "conditions" List Message(MetaV1Condition) VALUE Keep]
  5 [33 MAX "data" Single RawExtension POINTER Omit]
  6 [33 MAX "networkData" Single Message(ResourceV1beta2NetworkDeviceData) POINTER Omit]
}
V1BETA2_ALLOCATION_RESULT "k8s.io/api/resource/v1beta2.AllocationResult" {
  1 [33 MAX "devices" Single Message(ResourceV1beta2DeviceAllocationResult) VALUE Omit]
  3 [33 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [34 MAX "allocationTimestamp" Single Time POINTER Omit]
}
V1BETA2_CEL_DEVICE_SELECTOR "k8s.io/api/resource/v1beta2.CELDeviceSelector" {
  1 [33 MAX "expression" Single String VALUE Keep]
}
V1BETA2_CAPACITY_REQUEST_POLICY "k8s.io/api/resource/v1beta2.CapacityRequestPolicy" {
  1 [34 MAX "default" Single Quantity POINTER Keep]
  3 [34 MAX "validValues" List Quantity VALUE Omit]
  4 [34 MAX "validRange" Single Message(ResourceV1beta2CapacityRequestPolicyRange) POINTER Omit]
}
V1BETA2_CAPACITY_REQUEST_POLICY_RANGE "k8s.io/api/resource/v1beta2.CapacityRequestPolicyRange" {
  1 [34 MAX "min" Single Quantity POINTER Omit]
  2 [34 MAX "max" Single Quantity POINTER Omit]
  3 [34 MAX "step" Single Quantity POINTER Omit]
}
V1BETA2_CAPACITY_REQUIREMENTS "k8s.io/api/resource/v1beta2.CapacityRequirements" {
  1 [34 MAX "requests" Map Quantity VALUE Omit]
}
V1BETA2_COUNTER "k8s.io/api/resource/v1beta2.Counter" {
  1 [33 MAX "value" Single Quantity VALUE Keep]
}
V1BETA2_COUNTER_SET "k8s.io/api/resource/v1beta2.CounterSet" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "counters" Map Message(ResourceV1beta2Counter) VALUE Omit]
}
V1BETA2_DEVICE "k8s.io/api/resource/v1beta2.Device" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "attributes" Map Message(ResourceV1beta2DeviceAttribute) VALUE Omit]
  3 [33 MAX "capacity" Map Message(ResourceV1beta2DeviceCapacity) VALUE Omit]
  4 [33 MAX "consumesCounters" List Message(ResourceV1beta2DeviceCounterConsumption) VALUE Omit]
  5 [33 MAX "nodeName" Single String POINTER Omit]
  6 [33 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  7 [33 MAX "allNodes" Single Bool POINTER Omit]
  8 [33 MAX "taints" List Message(ResourceV1beta2DeviceTaint) VALUE Omit]
  9 [34 MAX "bindsToNode" Single Bool POINTER Omit]
  10 [34 MAX "bindingConditions" List String VALUE Omit]
  11 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  12 [34 MAX "allowMultipleAllocations" Single Bool POINTER Omit]
  13 [36 36 "nodeAllocatableResourceMappings" Map Message(ResourceV1beta2NodeAllocatableResourceMapping) VALUE Omit]
  14 [37 MAX "nodeAllocatableResources" Map Message(ResourceV1beta2NodeAllocatableResource) VALUE Omit]
}
V1BETA2_DEVICE_ALLOCATION_CONFIGURATION "k8s.io/api/resource/v1beta2.DeviceAllocationConfiguration" {
  1 [33 MAX "source" Single String VALUE Keep]
  2 [33 MAX "requests" List String VALUE Omit]
  3 [33 MAX "" Single Message(ResourceV1beta2DeviceConfiguration) VALUE Keep]
}
V1BETA2_DEVICE_ALLOCATION_RESULT "k8s.io/api/resource/v1beta2.DeviceAllocationResult" {
  1 [33 MAX "results" List Message(ResourceV1beta2DeviceRequestAllocationResult) VALUE Omit]
  2 [33 MAX "config" List Message(ResourceV1beta2DeviceAllocationConfiguration) VALUE Omit]
}
V1BETA2_DEVICE_ATTRIBUTE "k8s.io/api/resource/v1beta2.DeviceAttribute" {
  2 [33 MAX "int" Single Int64 POINTER Omit]
  3 [33 MAX "bool" Single Bool POINTER Omit]
  4 [33 MAX "string" Single String POINTER Omit]
  5 [33 MAX "version" Single String POINTER Omit]
  6 [36 MAX "ints" List Int64 VALUE Omit]
  7 [36 MAX "bools" List Bool VALUE Omit]
  8 [36 MAX "strings" List String VALUE Omit]
  9 [36 MAX "versions" List String VALUE Omit]
}
V1BETA2_DEVICE_CAPACITY "k8s.io/api/resource/v1beta2.DeviceCapacity" {
  1 [33 MAX "value" Single Quantity VALUE Keep]
  2 [34 MAX "requestPolicy" Single Message(ResourceV1beta2CapacityRequestPolicy) POINTER Omit]
}
V1BETA2_DEVICE_CLAIM "k8s.io/api/resource/v1beta2.DeviceClaim" {
  1 [33 MAX "requests" List Message(ResourceV1beta2DeviceRequest) VALUE Keep]
  2 [33 MAX "constraints" List Message(ResourceV1beta2DeviceConstraint) VALUE Omit]
  3 [33 MAX "config" List Message(ResourceV1beta2DeviceClaimConfiguration) VALUE Omit]
}
V1BETA2_DEVICE_CLAIM_CONFIGURATION "k8s.io/api/resource/v1beta2.DeviceClaimConfiguration" {
  1 [33 MAX "requests" List String VALUE Omit]
  2 [33 MAX "" Single Message(ResourceV1beta2DeviceConfiguration) VALUE Keep]
}
V1BETA2_DEVICE_CLASS "k8s.io/api/resource/v1beta2.DeviceClass" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1beta2DeviceClassSpec) VALUE Keep]
}
V1BETA2_DEVICE_CLASS_CONFIGURATION "k8s.io/api/resource/v1beta2.DeviceClassConfiguration" {
  1 [33 MAX "" Single Message(ResourceV1beta2DeviceConfiguration) VALUE Keep]
}
V1BETA2_DEVICE_CLASS_SPEC "k8s.io/api/resource/v1beta2.DeviceClassSpec" {
  1 [33 MAX "selectors" List Message(ResourceV1beta2DeviceSelector) VALUE Omit]
  2 [33 MAX "config" List Message(ResourceV1beta2DeviceClassConfiguration) VALUE Omit]
  4 [34 MAX "extendedResourceName" Single String POINTER Omit]
}
V1BETA2_DEVICE_CONFIGURATION "k8s.io/api/resource/v1beta2.DeviceConfiguration" {
  1 [33 MAX "opaque" Single Message(ResourceV1beta2OpaqueDeviceConfiguration) POINTER Omit]
}
V1BETA2_DEVICE_CONSTRAINT "k8s.io/api/resource/v1beta2.DeviceConstraint" {
  1 [33 MAX "requests" List String VALUE Omit]
  2 [33 MAX "matchAttribute" Single String POINTER Omit]
  3 [34 MAX "distinctAttribute" Single String POINTER Omit]
}
V1BETA2_DEVICE_COUNTER_CONSUMPTION "k8s.io/api/resource/v1beta2.DeviceCounterConsumption" {
  1 [33 MAX "counterSet" Single String VALUE Keep]
  2 [33 MAX "counters" Map Message(ResourceV1beta2Counter) VALUE Omit]
  3 [37 MAX "compatibilityGroups" List String VALUE Omit]
}
V1BETA2_DEVICE_DERIVED_ATTRIBUTE "k8s.io/api/resource/v1beta2.DeviceDerivedAttribute" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "expression" Single String VALUE Keep]
}
V1BETA2_DEVICE_REQUEST "k8s.io/api/resource/v1beta2.DeviceRequest" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "exactly" Single Message(ResourceV1beta2ExactDeviceRequest) POINTER Omit]
  3 [33 MAX "firstAvailable" List Message(ResourceV1beta2DeviceSubRequest) VALUE Omit]
}
V1BETA2_DEVICE_REQUEST_ALLOCATION_RESULT "k8s.io/api/resource/v1beta2.DeviceRequestAllocationResult" {
  1 [33 MAX "request" Single String VALUE Keep]
  2 [33 MAX "driver" Single String VALUE Keep]
  3 [33 MAX "pool" Single String VALUE Keep]
  4 [33 MAX "device" Single String VALUE Keep]
  5 [33 33 "adminAccess" Single Bool POINTER Keep] [34 MAX "adminAccess" Single Bool POINTER Omit]
  6 [33 MAX "tolerations" List Message(ResourceV1beta2DeviceToleration) VALUE Omit]
  7 [34 MAX "bindingConditions" List String VALUE Omit]
  8 [34 MAX "bindingFailureConditions" List String VALUE Omit]
  9 [34 MAX "shareID" Single String POINTER Omit]
  10 [34 MAX "consumedCapacity" Map Quantity VALUE Omit]
  11 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
V1BETA2_DEVICE_SELECTOR "k8s.io/api/resource/v1beta2.DeviceSelector" {
  1 [33 MAX "cel" Single Message(ResourceV1beta2CELDeviceSelector) POINTER Omit]
}
V1BETA2_DEVICE_SUB_REQUEST "k8s.io/api/resource/v1beta2.DeviceSubRequest" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "deviceClassName" Single String VALUE Keep]
  3 [33 MAX "selectors" List Message(ResourceV1beta2DeviceSelector) VALUE Omit]
  4 [33 MAX "allocationMode" Single String VALUE Omit]
  5 [33 MAX "count" Single Int64 VALUE Omit]
  6 [33 MAX "tolerations" List Message(ResourceV1beta2DeviceToleration) VALUE Omit]
  7 [34 MAX "capacity" Single Message(ResourceV1beta2CapacityRequirements) POINTER Omit]
  8 [37 MAX "derivedAttributes" List Message(ResourceV1beta2DeviceDerivedAttribute) VALUE Omit]
}
V1BETA2_DEVICE_TAINT "k8s.io/api/resource/v1beta2.DeviceTaint" {
  1 [33 MAX "key" Single String VALUE Keep]
  2 [33 MAX "value" Single String VALUE Omit]
  3 [33 MAX "effect" Single String VALUE Keep]
  4 [33 MAX "timeAdded" Single Time POINTER Omit]
}
V1BETA2_DEVICE_TAINT_RULE "k8s.io/api/resource/v1beta2.DeviceTaintRule" {
  1 [36 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [36 MAX "spec" Single Message(ResourceV1beta2DeviceTaintRuleSpec) VALUE Keep]
  3 [36 MAX "status" Single Message(ResourceV1beta2DeviceTaintRuleStatus) VALUE Omit]
}
V1BETA2_DEVICE_TAINT_RULE_SPEC "k8s.io/api/resource/v1beta2.DeviceTaintRuleSpec" {
  1 [36 MAX "deviceSelector" Single Message(ResourceV1beta2DeviceTaintSelector) POINTER Omit]
  2 [36 MAX "taint" Single Message(ResourceV1beta2DeviceTaint) VALUE Omit]
}
V1BETA2_DEVICE_TAINT_RULE_STATUS "k8s.io/api/resource/v1beta2.DeviceTaintRuleStatus" {
  1 [36 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA2_DEVICE_TAINT_SELECTOR "k8s.io/api/resource/v1beta2.DeviceTaintSelector" {
  2 [36 MAX "driver" Single String POINTER Omit]
  3 [36 MAX "pool" Single String POINTER Omit]
  4 [36 MAX "device" Single String POINTER Omit]
}
V1BETA2_DEVICE_TOLERATION "k8s.io/api/resource/v1beta2.DeviceToleration" {
  1 [33 MAX "key" Single String VALUE Omit]
  2 [33 MAX "operator" Single String VALUE Omit]
  3 [33 MAX "value" Single String VALUE Omit]
  4 [33 MAX "effect" Single String VALUE Omit]
  5 [33 MAX "tolerationSeconds" Single Int64 POINTER Omit]
}
V1BETA2_EXACT_DEVICE_REQUEST "k8s.io/api/resource/v1beta2.ExactDeviceRequest" {
  1 [33 MAX "deviceClassName" Single String VALUE Keep]
  2 [33 MAX "selectors" List Message(ResourceV1beta2DeviceSelector) VALUE Omit]
  3 [33 MAX "allocationMode" Single String VALUE Omit]
  4 [33 MAX "count" Single Int64 VALUE Omit]
  5 [33 MAX "adminAccess" Single Bool POINTER Omit]
  6 [33 MAX "tolerations" List Message(ResourceV1beta2DeviceToleration) VALUE Omit]
  7 [34 MAX "capacity" Single Message(ResourceV1beta2CapacityRequirements) POINTER Omit]
  8 [37 MAX "derivedAttributes" List Message(ResourceV1beta2DeviceDerivedAttribute) VALUE Omit]
}
V1BETA2_NETWORK_DEVICE_DATA "k8s.io/api/resource/v1beta2.NetworkDeviceData" {
  1 [33 MAX "interfaceName" Single String VALUE Omit]
  2 [33 MAX "ips" List String VALUE Omit]
  3 [33 MAX "hardwareAddress" Single String VALUE Omit]
}
V1BETA2_NODE_ALLOCATABLE_MAPPING "k8s.io/api/resource/v1beta2.NodeAllocatableMapping" {
  1 [37 MAX "capacityKey" Single String POINTER Omit]
  2 [37 MAX "capacityMultiplier" Single Quantity POINTER Omit]
  3 [37 MAX "deviceMultiplier" Single Quantity POINTER Omit]
}
V1BETA2_NODE_ALLOCATABLE_OVERHEAD "k8s.io/api/resource/v1beta2.NodeAllocatableOverhead" {
  1 [37 MAX "perPod" Single Quantity POINTER Omit]
  2 [37 MAX "perContainer" Single Quantity POINTER Omit]
}
V1BETA2_NODE_ALLOCATABLE_RESOURCE "k8s.io/api/resource/v1beta2.NodeAllocatableResource" {
  3 [37 MAX "mapping" Single Message(ResourceV1beta2NodeAllocatableMapping) POINTER Omit]
  4 [37 MAX "overhead" Single Message(ResourceV1beta2NodeAllocatableOverhead) POINTER Omit]
}
V1BETA2_NODE_ALLOCATABLE_RESOURCE_MAPPING "k8s.io/api/resource/v1beta2.NodeAllocatableResourceMapping" {
  1 [36 36 "capacityKey" Single String POINTER Omit]
  2 [36 36 "allocationMultiplier" Single Quantity POINTER Omit]
}
V1BETA2_OPAQUE_DEVICE_CONFIGURATION "k8s.io/api/resource/v1beta2.OpaqueDeviceConfiguration" {
  1 [33 MAX "driver" Single String VALUE Keep]
  2 [33 MAX "parameters" Single RawExtension VALUE Keep]
}
V1BETA2_RESOURCE_CLAIM "k8s.io/api/resource/v1beta2.ResourceClaim" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1beta2ResourceClaimSpec) VALUE Keep]
  3 [33 MAX "status" Single Message(ResourceV1beta2ResourceClaimStatus) VALUE Omit]
}
V1BETA2_RESOURCE_CLAIM_CONSUMER_REFERENCE "k8s.io/api/resource/v1beta2.ResourceClaimConsumerReference" {
  1 [33 MAX "apiGroup" Single String VALUE Omit]
  3 [33 MAX "resource" Single String VALUE Keep]
  4 [33 MAX "name" Single String VALUE Keep]
  5 [33 MAX "uid" Single String VALUE Keep]
}
V1BETA2_RESOURCE_CLAIM_SPEC "k8s.io/api/resource/v1beta2.ResourceClaimSpec" {
  1 [33 MAX "devices" Single Message(ResourceV1beta2DeviceClaim) VALUE Keep]
}
V1BETA2_RESOURCE_CLAIM_STATUS "k8s.io/api/resource/v1beta2.ResourceClaimStatus" {
  1 [33 MAX "allocation" Single Message(ResourceV1beta2AllocationResult) POINTER Omit]
  2 [33 MAX "reservedFor" List Message(ResourceV1beta2ResourceClaimConsumerReference) VALUE Omit]
  4 [33 MAX "devices" List Message(ResourceV1beta2AllocatedDeviceStatus) VALUE Omit]
}
V1BETA2_RESOURCE_CLAIM_TEMPLATE "k8s.io/api/resource/v1beta2.ResourceClaimTemplate" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1beta2ResourceClaimTemplateSpec) VALUE Keep]
}
V1BETA2_RESOURCE_CLAIM_TEMPLATE_SPEC "k8s.io/api/resource/v1beta2.ResourceClaimTemplateSpec" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1beta2ResourceClaimSpec) VALUE Keep]
}
V1BETA2_RESOURCE_POOL "k8s.io/api/resource/v1beta2.ResourcePool" {
  1 [33 MAX "name" Single String VALUE Keep]
  2 [33 MAX "generation" Single Int64 VALUE Keep]
  3 [33 MAX "resourceSliceCount" Single Int64 VALUE Keep]
}
V1BETA2_RESOURCE_SLICE "k8s.io/api/resource/v1beta2.ResourceSlice" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(ResourceV1beta2ResourceSliceSpec) VALUE Keep]
}
V1BETA2_RESOURCE_SLICE_SPEC "k8s.io/api/resource/v1beta2.ResourceSliceSpec" {
  1 [33 MAX "driver" Single String VALUE Keep]
  2 [33 MAX "pool" Single Message(ResourceV1beta2ResourcePool) VALUE Keep]
  3 [33 MAX "nodeName" Single String POINTER Omit]
  4 [33 MAX "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  5 [33 MAX "allNodes" Single Bool POINTER Omit]
  6 [33 34 "devices" List Message(ResourceV1beta2Device) VALUE Keep] [35 MAX "devices" List Message(ResourceV1beta2Device) VALUE Omit]
  7 [33 MAX "perDeviceNodeSelection" Single Bool POINTER Omit]
  8 [33 MAX "sharedCounters" List Message(ResourceV1beta2CounterSet) VALUE Omit]
  9 [37 MAX "partitionTypeAttribute" Single String POINTER Omit]
  10 [37 MAX "skipNodeOperations" List String VALUE Omit]
}
}
