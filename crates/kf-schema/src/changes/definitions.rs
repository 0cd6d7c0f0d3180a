//! Definitions of custom resources, and what they do to the objects.
//!
//! Files are of apiextensions-apiserver.

use super::{Area, Change, changes};

changes! { Definitions:
    /// Definitions are served as v1.
    ///
    /// pkg/apis/apiextensions/v1/register.go.
    DEFINITIONS_V1 since 16;
    /// Definitions have a list of versions, and tell in which of them objects are stored.
    ///
    /// pkg/apis/apiextensions/v1beta1/defaults.go, `SetDefaults_CustomResourceDefinition`.
    DEFINITION_VERSIONS since 11;
    /// Definitions: `conversion` is `None`.
    ///
    /// pkg/apis/apiextensions/v1beta1/defaults.go, `SetDefaults_CustomResourceDefinitionSpec`.
    DEFINITION_CONVERSION since 13;
    /// Definitions of v1beta1: `conversionReviewVersions` of a webhook is `v1beta1`.
    ///
    /// pkg/apis/apiextensions/v1beta1/defaults.go, `SetDefaults_CustomResourceDefinitionSpec`.
    DEFINITION_REVIEW_VERSIONS since 14;
    /// Definitions: the port of a conversion webhook's service is 443.
    ///
    /// pkg/apis/apiextensions/v1/defaults.go, `SetDefaults_ServiceReference`.
    DEFINITION_SERVICE_PORT since 15;
    /// Definitions of v1beta1: `preserveUnknownFields` is true.
    ///
    /// pkg/apis/apiextensions/v1beta1/defaults.go, `SetDefaults_CustomResourceDefinitionSpec`.
    DEFINITION_PRESERVES since 15;
    /// Custom resources: metadata is read as `ObjectMeta`.
    ///
    /// pkg/apiserver/customresource_handler.go, `schemaCoercingDecoder`.
    CUSTOM_METADATA since 11;
    /// Custom resources: fields that the schema does not know are dropped.
    ///
    /// pkg/apiserver/schema/pruning/algorithm.go, `Prune`.
    CUSTOM_PRUNING since 15;
    /// Custom resources: the schema's defaults are filled in.
    ///
    /// pkg/apiserver/schema/defaulting/algorithm.go, `Default`.
    CUSTOM_DEFAULTS since 16;
    /// Custom resources: `generation` is at least 1.
    ///
    /// pkg/apiserver/customresource_handler.go, `schemaCoercingConverter`.
    CUSTOM_GENERATION since 16;
    /// Custom resources: a null that the schema does not allow counts as absent.
    ///
    /// pkg/apiserver/schema/defaulting/algorithm.go, `PruneNonNullableNullsWithoutDefaults`.
    CUSTOM_NULLS since 20;
}
