//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_IMAGE "github.com/openshift/api/image/v1.Image" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "dockerImageReference" Single String VALUE Omit]
  3 [8 MAX "dockerImageMetadata" Single RawExtension VALUE Omit]
  4 [8 MAX "dockerImageMetadataVersion" Single String VALUE Omit]
  5 [8 MAX "dockerImageManifest" Single String VALUE Omit]
  6 [8 24 "dockerImageLayers" List Message(OpenshiftImageV1ImageLayer) VALUE Keep] [25 MAX "dockerImageLayers" List Message(OpenshiftImageV1ImageLayer) VALUE Omit]
  7 [8 MAX "signatures" List Message(OpenshiftImageV1ImageSignature) VALUE Omit]
  8 [8 MAX "dockerImageSignatures" List Bytes VALUE Omit]
  9 [8 MAX "dockerImageManifestMediaType" Single String VALUE Omit]
  10 [8 MAX "dockerImageConfig" Single String VALUE Omit]
  11 [25 MAX "dockerImageManifests" List Message(OpenshiftImageV1ImageManifest) VALUE Omit]
}
V1_IMAGE_BLOB_REFERENCES "github.com/openshift/api/image/v1.ImageBlobReferences" {
  3 [11 MAX "imageMissing" Single Bool VALUE Keep]
  1 [11 MAX "layers" List String VALUE Keep]
  2 [11 MAX "config" Single String POINTER Keep]
  4 [26 MAX "manifests" List String VALUE Omit]
}
V1_IMAGE_IMPORT_SPEC "github.com/openshift/api/image/v1.ImageImportSpec" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "to" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "importPolicy" Single Message(OpenshiftImageV1TagImportPolicy) VALUE Omit]
  5 [8 MAX "referencePolicy" Single Message(OpenshiftImageV1TagReferencePolicy) VALUE Omit]
  4 [8 MAX "includeManifest" Single Bool VALUE Omit]
}
V1_IMAGE_IMPORT_STATUS "github.com/openshift/api/image/v1.ImageImportStatus" {
  1 [8 MAX "status" Single Message(MetaV1Status) VALUE Keep]
  2 [8 MAX "image" Single Message(OpenshiftImageV1Image) POINTER Omit]
  3 [8 MAX "tag" Single String VALUE Omit]
  4 [25 MAX "manifests" List Message(OpenshiftImageV1Image) VALUE Omit]
}
V1_IMAGE_LAYER "github.com/openshift/api/image/v1.ImageLayer" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "size" Single Int64 VALUE Keep]
  3 [8 MAX "mediaType" Single String VALUE Keep]
}
V1_IMAGE_LAYER_DATA "github.com/openshift/api/image/v1.ImageLayerData" {
  1 [11 MAX "size" Single Int64 POINTER Keep]
  2 [11 MAX "mediaType" Single String VALUE Keep]
}
V1_IMAGE_LOOKUP_POLICY "github.com/openshift/api/image/v1.ImageLookupPolicy" {
  3 [8 MAX "local" Single Bool VALUE Keep]
}
V1_IMAGE_MANIFEST "github.com/openshift/api/image/v1.ImageManifest" {
  1 [25 MAX "digest" Single String VALUE Keep]
  2 [25 MAX "mediaType" Single String VALUE Keep]
  3 [25 MAX "manifestSize" Single Int64 VALUE Keep]
  4 [25 MAX "architecture" Single String VALUE Keep]
  5 [25 MAX "os" Single String VALUE Keep]
  6 [25 MAX "variant" Single String VALUE Omit]
}
V1_IMAGE_SIGNATURE "github.com/openshift/api/image/v1.ImageSignature" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "type" Single String VALUE Keep]
  3 [8 MAX "content" Single Bytes VALUE Keep]
  4 [8 MAX "conditions" List Message(OpenshiftImageV1SignatureCondition) VALUE Omit]
  5 [8 MAX "imageIdentity" Single String VALUE Omit]
  6 [8 MAX "signedClaims" Map String VALUE Omit]
  7 [8 MAX "created" Single Time POINTER Omit]
  8 [8 MAX "issuedBy" Single Message(OpenshiftImageV1SignatureIssuer) POINTER Omit]
  9 [8 MAX "issuedTo" Single Message(OpenshiftImageV1SignatureSubject) POINTER Omit]
}
V1_IMAGE_STREAM "github.com/openshift/api/image/v1.ImageStream" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftImageV1ImageStreamSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftImageV1ImageStreamStatus) VALUE Omit]
}
V1_IMAGE_STREAM_IMAGE "github.com/openshift/api/image/v1.ImageStreamImage" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "image" Single Message(OpenshiftImageV1Image) VALUE Keep]
}
V1_IMAGE_STREAM_IMPORT "github.com/openshift/api/image/v1.ImageStreamImport" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftImageV1ImageStreamImportSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftImageV1ImageStreamImportStatus) VALUE Keep]
}
V1_IMAGE_STREAM_IMPORT_SPEC "github.com/openshift/api/image/v1.ImageStreamImportSpec" {
  1 [8 MAX "import" Single Bool VALUE Keep]
  2 [8 MAX "repository" Single Message(OpenshiftImageV1RepositoryImportSpec) POINTER Omit]
  3 [8 MAX "images" List Message(OpenshiftImageV1ImageImportSpec) VALUE Omit]
}
V1_IMAGE_STREAM_IMPORT_STATUS "github.com/openshift/api/image/v1.ImageStreamImportStatus" {
  1 [8 MAX "import" Single Message(OpenshiftImageV1ImageStream) POINTER Omit]
  2 [8 MAX "repository" Single Message(OpenshiftImageV1RepositoryImportStatus) POINTER Omit]
  3 [8 MAX "images" List Message(OpenshiftImageV1ImageImportStatus) VALUE Omit]
}
V1_IMAGE_STREAM_LAYERS "github.com/openshift/api/image/v1.ImageStreamLayers" {
  1 [11 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [11 MAX "blobs" Map Message(OpenshiftImageV1ImageLayerData) VALUE Keep]
  3 [11 MAX "images" Map Message(OpenshiftImageV1ImageBlobReferences) VALUE Keep]
}
V1_IMAGE_STREAM_MAPPING "github.com/openshift/api/image/v1.ImageStreamMapping" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "image" Single Message(OpenshiftImageV1Image) VALUE Keep]
  3 [8 MAX "tag" Single String VALUE Keep]
}
V1_IMAGE_STREAM_SPEC "github.com/openshift/api/image/v1.ImageStreamSpec" {
  3 [8 MAX "lookupPolicy" Single Message(OpenshiftImageV1ImageLookupPolicy) VALUE Omit]
  1 [8 MAX "dockerImageRepository" Single String VALUE Omit]
  2 [8 MAX "tags" List Message(OpenshiftImageV1TagReference) VALUE Omit]
}
V1_IMAGE_STREAM_STATUS "github.com/openshift/api/image/v1.ImageStreamStatus" {
  1 [8 MAX "dockerImageRepository" Single String VALUE Keep]
  3 [8 MAX "publicDockerImageRepository" Single String VALUE Omit]
  2 [8 MAX "tags" List Message(OpenshiftImageV1NamedTagEventList) VALUE Omit]
}
V1_IMAGE_STREAM_TAG "github.com/openshift/api/image/v1.ImageStreamTag" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "tag" Single Message(OpenshiftImageV1TagReference) POINTER Keep]
  3 [8 MAX "generation" Single Int64 VALUE Keep]
  6 [8 MAX "lookupPolicy" Single Message(OpenshiftImageV1ImageLookupPolicy) VALUE Keep]
  4 [8 MAX "conditions" List Message(OpenshiftImageV1TagEventCondition) VALUE Omit]
  5 [8 MAX "image" Single Message(OpenshiftImageV1Image) VALUE Keep]
}
V1_IMAGE_TAG "github.com/openshift/api/image/v1.ImageTag" {
  1 [17 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [17 MAX "spec" Single Message(OpenshiftImageV1TagReference) POINTER Keep]
  3 [17 MAX "status" Single Message(OpenshiftImageV1NamedTagEventList) POINTER Keep]
  4 [17 MAX "image" Single Message(OpenshiftImageV1Image) POINTER Keep]
}
V1_NAMED_TAG_EVENT_LIST "github.com/openshift/api/image/v1.NamedTagEventList" {
  1 [8 MAX "tag" Single String VALUE Keep]
  2 [8 MAX "items" List Message(OpenshiftImageV1TagEvent) VALUE Keep]
  3 [8 MAX "conditions" List Message(OpenshiftImageV1TagEventCondition) VALUE Omit]
}
V1_REPOSITORY_IMPORT_SPEC "github.com/openshift/api/image/v1.RepositoryImportSpec" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "importPolicy" Single Message(OpenshiftImageV1TagImportPolicy) VALUE Omit]
  4 [8 MAX "referencePolicy" Single Message(OpenshiftImageV1TagReferencePolicy) VALUE Omit]
  3 [8 MAX "includeManifest" Single Bool VALUE Omit]
}
V1_REPOSITORY_IMPORT_STATUS "github.com/openshift/api/image/v1.RepositoryImportStatus" {
  1 [8 MAX "status" Single Message(MetaV1Status) VALUE Omit]
  2 [8 MAX "images" List Message(OpenshiftImageV1ImageImportStatus) VALUE Omit]
  3 [8 MAX "additionalTags" List String VALUE Omit]
}
V1_SIGNATURE_CONDITION "github.com/openshift/api/image/v1.SignatureCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastProbeTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_SIGNATURE_GENERIC_ENTITY "github.com/openshift/api/image/v1.SignatureGenericEntity" {
  1 [8 MAX "organization" Single String VALUE Omit]
  2 [8 MAX "commonName" Single String VALUE Omit]
}
V1_SIGNATURE_ISSUER "github.com/openshift/api/image/v1.SignatureIssuer" {
  1 [8 MAX "" Single Message(OpenshiftImageV1SignatureGenericEntity) VALUE Keep]
}
V1_SIGNATURE_SUBJECT "github.com/openshift/api/image/v1.SignatureSubject" {
  1 [8 MAX "" Single Message(OpenshiftImageV1SignatureGenericEntity) VALUE Keep]
  2 [8 MAX "publicKeyID" Single String VALUE Keep]
}
V1_TAG_EVENT "github.com/openshift/api/image/v1.TagEvent" {
  1 [8 MAX "created" Single Time VALUE Keep]
  2 [8 MAX "dockerImageReference" Single String VALUE Keep]
  3 [8 MAX "image" Single String VALUE Keep]
  4 [8 MAX "generation" Single Int64 VALUE Keep]
}
V1_TAG_EVENT_CONDITION "github.com/openshift/api/image/v1.TagEventCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
  6 [8 MAX "generation" Single Int64 VALUE Keep]
}
V1_TAG_IMPORT_POLICY "github.com/openshift/api/image/v1.TagImportPolicy" {
  1 [8 MAX "insecure" Single Bool VALUE Omit]
  2 [8 MAX "scheduled" Single Bool VALUE Omit]
  3 [25 MAX "importMode" Single String VALUE Omit]
}
V1_TAG_REFERENCE "github.com/openshift/api/image/v1.TagReference" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "annotations" Map String VALUE Keep]
  3 [8 MAX "from" Single Message(CoreV1ObjectReference) POINTER Omit]
  4 [8 MAX "reference" Single Bool VALUE Omit]
  5 [8 MAX "generation" Single Int64 POINTER Keep]
  6 [8 MAX "importPolicy" Single Message(OpenshiftImageV1TagImportPolicy) VALUE Omit]
  7 [8 MAX "referencePolicy" Single Message(OpenshiftImageV1TagReferencePolicy) VALUE Omit]
}
V1_TAG_REFERENCE_POLICY "github.com/openshift/api/image/v1.TagReferencePolicy" {
  1 [8 MAX "type" Single String VALUE Keep]
}
}
