//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CSI_DRIVER "k8s.io/api/storage/v1.CSIDriver" {
  1 [18 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [18 MAX "spec" Single Message(StorageV1CSIDriverSpec) VALUE Keep]
}
V1_CSI_DRIVER_SPEC "k8s.io/api/storage/v1.CSIDriverSpec" {
  1 [18 MAX "attachRequired" Single Bool POINTER Omit]
  2 [18 MAX "podInfoOnMount" Single Bool POINTER Omit]
  3 [18 MAX "volumeLifecycleModes" List String VALUE Omit]
  4 [19 MAX "storageCapacity" Single Bool POINTER Omit]
  5 [19 MAX "fsGroupPolicy" Single String POINTER Omit]
  6 [20 MAX "tokenRequests" List Message(StorageV1TokenRequest) VALUE Omit]
  7 [20 MAX "requiresRepublish" Single Bool POINTER Omit]
  8 [25 MAX "seLinuxMount" Single Bool POINTER Omit]
  9 [33 MAX "nodeAllocatableUpdatePeriodSeconds" Single Int64 POINTER Omit]
  10 [35 MAX "serviceAccountTokenInSecrets" Single Bool POINTER Omit]
  11 [36 MAX "preventPodSchedulingIfMissing" Single Bool POINTER Omit]
}
V1_CSI_NODE "k8s.io/api/storage/v1.CSINode" {
  1 [17 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [17 MAX "spec" Single Message(StorageV1CSINodeSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(StorageV1CSINodeStatus) VALUE Omit]
}
V1_CSI_NODE_DRIVER "k8s.io/api/storage/v1.CSINodeDriver" {
  1 [17 MAX "name" Single String VALUE Keep]
  2 [17 MAX "nodeID" Single String VALUE Keep]
  3 [17 MAX "topologyKeys" List String VALUE Keep]
  4 [17 MAX "allocatable" Single Message(StorageV1VolumeNodeResources) POINTER Omit]
}
V1_CSI_NODE_SPEC "k8s.io/api/storage/v1.CSINodeSpec" {
  1 [17 MAX "drivers" List Message(StorageV1CSINodeDriver) VALUE Keep]
}
V1_CSI_NODE_STATUS "k8s.io/api/storage/v1.CSINodeStatus" {
  1 [37 MAX "storageHealth" List Message(StorageV1StorageHealth) VALUE Omit]
}
V1_CSI_STORAGE_CAPACITY "k8s.io/api/storage/v1.CSIStorageCapacity" {
  1 [24 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [24 MAX "nodeTopology" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [24 MAX "storageClassName" Single String VALUE Keep]
  4 [24 MAX "capacity" Single Quantity POINTER Omit]
  5 [24 MAX "maximumVolumeSize" Single Quantity POINTER Omit]
}
V1_STORAGE_CLASS "k8s.io/api/storage/v1.StorageClass" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "provisioner" Single String VALUE Keep]
  3 [8 MAX "parameters" Map String VALUE Omit]
  4 [8 MAX "reclaimPolicy" Single String POINTER Omit]
  5 [8 MAX "mountOptions" List String VALUE Omit]
  6 [8 MAX "allowVolumeExpansion" Single Bool POINTER Omit]
  7 [9 MAX "volumeBindingMode" Single String POINTER Omit]
  8 [11 MAX "allowedTopologies" List Message(CoreV1TopologySelectorTerm) VALUE Omit]
}
V1_STORAGE_HEALTH "k8s.io/api/storage/v1.StorageHealth" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "healthConditions" List Message(StorageV1StorageHealthCondition) VALUE Omit]
}
V1_STORAGE_HEALTH_CONDITION "k8s.io/api/storage/v1.StorageHealthCondition" {
  1 [37 MAX "status" Single String VALUE Keep]
  2 [37 MAX "reason" Single String VALUE Keep]
  3 [37 MAX "message" Single String VALUE Omit]
  4 [37 MAX "accessMode" Single String POINTER Omit]
  5 [37 MAX "volumeMode" Single String POINTER Omit]
  6 [37 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1_TOKEN_REQUEST "k8s.io/api/storage/v1.TokenRequest" {
  1 [20 MAX "audience" Single String VALUE Keep]
  2 [20 MAX "expirationSeconds" Single Int64 POINTER Omit]
}
V1_VOLUME_ATTACHMENT "k8s.io/api/storage/v1.VolumeAttachment" {
  1 [13 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [13 MAX "spec" Single Message(StorageV1VolumeAttachmentSpec) VALUE Keep]
  3 [13 MAX "status" Single Message(StorageV1VolumeAttachmentStatus) VALUE Omit]
}
V1_VOLUME_ATTACHMENT_SOURCE "k8s.io/api/storage/v1.VolumeAttachmentSource" {
  1 [13 MAX "persistentVolumeName" Single String POINTER Omit]
  2 [15 MAX "inlineVolumeSpec" Single Message(CoreV1PersistentVolumeSpec) POINTER Omit]
}
V1_VOLUME_ATTACHMENT_SPEC "k8s.io/api/storage/v1.VolumeAttachmentSpec" {
  1 [13 MAX "attacher" Single String VALUE Keep]
  2 [13 MAX "source" Single Message(StorageV1VolumeAttachmentSource) VALUE Keep]
  3 [13 MAX "nodeName" Single String VALUE Keep]
}
V1_VOLUME_ATTACHMENT_STATUS "k8s.io/api/storage/v1.VolumeAttachmentStatus" {
  1 [13 MAX "attached" Single Bool VALUE Keep]
  2 [13 MAX "attachmentMetadata" Map String VALUE Omit]
  3 [13 MAX "attachError" Single Message(StorageV1VolumeError) POINTER Omit]
  4 [13 MAX "detachError" Single Message(StorageV1VolumeError) POINTER Omit]
}
V1_VOLUME_ATTRIBUTES_CLASS "k8s.io/api/storage/v1.VolumeAttributesClass" {
  1 [34 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 MAX "driverName" Single String VALUE Keep]
  3 [34 MAX "parameters" Map String VALUE Omit]
}
V1_VOLUME_ERROR "k8s.io/api/storage/v1.VolumeError" {
  1 [13 MAX "time" Single Time VALUE Omit]
  2 [13 MAX "message" Single String VALUE Omit]
  3 [33 MAX "errorCode" Single Int32 POINTER Omit]
}
V1_VOLUME_NODE_RESOURCES "k8s.io/api/storage/v1.VolumeNodeResources" {
  1 [17 MAX "count" Single Int32 POINTER Omit]
}
V1ALPHA1_CSI_STORAGE_CAPACITY "k8s.io/api/storage/v1alpha1.CSIStorageCapacity" {
  1 [19 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [19 MAX "nodeTopology" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [19 MAX "storageClassName" Single String VALUE Keep]
  4 [19 MAX "capacity" Single Quantity POINTER Omit]
  5 [21 MAX "maximumVolumeSize" Single Quantity POINTER Omit]
}
V1ALPHA1_VOLUME_ATTACHMENT "k8s.io/api/storage/v1alpha1.VolumeAttachment" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 MAX "spec" Single Message(StorageV1alpha1VolumeAttachmentSpec) VALUE Keep]
  3 [9 MAX "status" Single Message(StorageV1alpha1VolumeAttachmentStatus) VALUE Omit]
}
V1ALPHA1_VOLUME_ATTACHMENT_SOURCE "k8s.io/api/storage/v1alpha1.VolumeAttachmentSource" {
  1 [9 MAX "persistentVolumeName" Single String POINTER Omit]
  2 [15 MAX "inlineVolumeSpec" Single Message(CoreV1PersistentVolumeSpec) POINTER Omit]
}
V1ALPHA1_VOLUME_ATTACHMENT_SPEC "k8s.io/api/storage/v1alpha1.VolumeAttachmentSpec" {
  1 [9 MAX "attacher" Single String VALUE Keep]
  2 [9 MAX "source" Single Message(StorageV1alpha1VolumeAttachmentSource) VALUE Keep]
  3 [9 MAX "nodeName" Single String VALUE Keep]
}
V1ALPHA1_VOLUME_ATTACHMENT_STATUS "k8s.io/api/storage/v1alpha1.VolumeAttachmentStatus" {
  1 [9 MAX "attached" Single Bool VALUE Keep]
  2 [9 MAX "attachmentMetadata" Map String VALUE Omit]
  3 [9 MAX "attachError" Single Message(StorageV1alpha1VolumeError) POINTER Omit]
  4 [9 MAX "detachError" Single Message(StorageV1alpha1VolumeError) POINTER Omit]
}
V1ALPHA1_VOLUME_ATTRIBUTES_CLASS "k8s.io/api/storage/v1alpha1.VolumeAttributesClass" {
  1 [29 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [29 MAX "driverName" Single String VALUE Keep]
  3 [29 MAX "parameters" Map String VALUE Omit]
}
V1ALPHA1_VOLUME_ERROR "k8s.io/api/storage/v1alpha1.VolumeError" {
  1 [9 MAX "time" Single Time VALUE Omit]
  2 [9 MAX "message" Single String VALUE Omit]
  3 [33 MAX "errorCode" Single Int32 POINTER Omit]
}
V1BETA1_CSI_DRIVER "k8s.io/api/storage/v1beta1.CSIDriver" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "spec" Single Message(StorageV1beta1CSIDriverSpec) VALUE Keep]
}
V1BETA1_CSI_DRIVER_SPEC "k8s.io/api/storage/v1beta1.CSIDriverSpec" {
  1 [14 MAX "attachRequired" Single Bool POINTER Omit]
  2 [14 MAX "podInfoOnMount" Single Bool POINTER Omit]
  3 [16 MAX "volumeLifecycleModes" List String VALUE Omit]
  4 [19 MAX "storageCapacity" Single Bool POINTER Omit]
  5 [19 MAX "fsGroupPolicy" Single String POINTER Omit]
  6 [20 MAX "tokenRequests" List Message(StorageV1beta1TokenRequest) VALUE Omit]
  7 [20 MAX "requiresRepublish" Single Bool POINTER Omit]
  8 [25 MAX "seLinuxMount" Single Bool POINTER Omit]
  9 [33 MAX "nodeAllocatableUpdatePeriodSeconds" Single Int64 POINTER Omit]
  10 [35 MAX "serviceAccountTokenInSecrets" Single Bool POINTER Omit]
  11 [36 MAX "preventPodSchedulingIfMissing" Single Bool POINTER Omit]
}
V1BETA1_CSI_NODE "k8s.io/api/storage/v1beta1.CSINode" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "spec" Single Message(StorageV1beta1CSINodeSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(StorageV1beta1CSINodeStatus) VALUE Omit]
}
V1BETA1_CSI_NODE_DRIVER "k8s.io/api/storage/v1beta1.CSINodeDriver" {
  1 [14 MAX "name" Single String VALUE Keep]
  2 [14 MAX "nodeID" Single String VALUE Keep]
  3 [14 MAX "topologyKeys" List String VALUE Keep]
  4 [16 MAX "allocatable" Single Message(StorageV1beta1VolumeNodeResources) POINTER Omit]
}
V1BETA1_CSI_NODE_SPEC "k8s.io/api/storage/v1beta1.CSINodeSpec" {
  1 [14 MAX "drivers" List Message(StorageV1beta1CSINodeDriver) VALUE Keep]
}
V1BETA1_CSI_NODE_STATUS "k8s.io/api/storage/v1beta1.CSINodeStatus" {
  1 [37 MAX "storageHealth" List Message(StorageV1beta1StorageHealth) VALUE Omit]
}
V1BETA1_CSI_STORAGE_CAPACITY "k8s.io/api/storage/v1beta1.CSIStorageCapacity" {
  1 [21 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [21 MAX "nodeTopology" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [21 MAX "storageClassName" Single String VALUE Keep]
  4 [21 MAX "capacity" Single Quantity POINTER Omit]
  5 [21 MAX "maximumVolumeSize" Single Quantity POINTER Omit]
}
V1BETA1_STORAGE_CLASS "k8s.io/api/storage/v1beta1.StorageClass" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "provisioner" Single String VALUE Keep]
  3 [8 MAX "parameters" Map String VALUE Omit]
  4 [8 MAX "reclaimPolicy" Single String POINTER Omit]
  5 [8 MAX "mountOptions" List String VALUE Omit]
  6 [8 MAX "allowVolumeExpansion" Single Bool POINTER Omit]
  7 [9 MAX "volumeBindingMode" Single String POINTER Omit]
  8 [11 MAX "allowedTopologies" List Message(CoreV1TopologySelectorTerm) VALUE Omit]
}
V1BETA1_STORAGE_HEALTH "k8s.io/api/storage/v1beta1.StorageHealth" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "healthConditions" List Message(StorageV1beta1StorageHealthCondition) VALUE Omit]
}
V1BETA1_STORAGE_HEALTH_CONDITION "k8s.io/api/storage/v1beta1.StorageHealthCondition" {
  1 [37 MAX "status" Single String VALUE Keep]
  2 [37 MAX "reason" Single String VALUE Keep]
  3 [37 MAX "message" Single String VALUE Omit]
  4 [37 MAX "accessMode" Single String POINTER Omit]
  5 [37 MAX "volumeMode" Single String POINTER Omit]
  6 [37 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1BETA1_TOKEN_REQUEST "k8s.io/api/storage/v1beta1.TokenRequest" {
  1 [20 MAX "audience" Single String VALUE Keep]
  2 [20 MAX "expirationSeconds" Single Int64 POINTER Omit]
}
V1BETA1_VOLUME_ATTACHMENT "k8s.io/api/storage/v1beta1.VolumeAttachment" {
  1 [10 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [10 MAX "spec" Single Message(StorageV1beta1VolumeAttachmentSpec) VALUE Keep]
  3 [10 MAX "status" Single Message(StorageV1beta1VolumeAttachmentStatus) VALUE Omit]
}
V1BETA1_VOLUME_ATTACHMENT_SOURCE "k8s.io/api/storage/v1beta1.VolumeAttachmentSource" {
  1 [10 MAX "persistentVolumeName" Single String POINTER Omit]
  2 [15 MAX "inlineVolumeSpec" Single Message(CoreV1PersistentVolumeSpec) POINTER Omit]
}
V1BETA1_VOLUME_ATTACHMENT_SPEC "k8s.io/api/storage/v1beta1.VolumeAttachmentSpec" {
  1 [10 MAX "attacher" Single String VALUE Keep]
  2 [10 MAX "source" Single Message(StorageV1beta1VolumeAttachmentSource) VALUE Keep]
  3 [10 MAX "nodeName" Single String VALUE Keep]
}
V1BETA1_VOLUME_ATTACHMENT_STATUS "k8s.io/api/storage/v1beta1.VolumeAttachmentStatus" {
  1 [10 MAX "attached" Single Bool VALUE Keep]
  2 [10 MAX "attachmentMetadata" Map String VALUE Omit]
  3 [10 MAX "attachError" Single Message(StorageV1beta1VolumeError) POINTER Omit]
  4 [10 MAX "detachError" Single Message(StorageV1beta1VolumeError) POINTER Omit]
}
V1BETA1_VOLUME_ATTRIBUTES_CLASS "k8s.io/api/storage/v1beta1.VolumeAttributesClass" {
  1 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 MAX "driverName" Single String VALUE Keep]
  3 [31 MAX "parameters" Map String VALUE Omit]
}
V1BETA1_VOLUME_ERROR "k8s.io/api/storage/v1beta1.VolumeError" {
  1 [10 MAX "time" Single Time VALUE Omit]
  2 [10 MAX "message" Single String VALUE Omit]
  3 [33 MAX "errorCode" Single Int32 POINTER Omit]
}
V1BETA1_VOLUME_NODE_RESOURCES "k8s.io/api/storage/v1beta1.VolumeNodeResources" {
  1 [16 MAX "count" Single Int32 POINTER Omit]
}
}
