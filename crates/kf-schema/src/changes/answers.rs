//! Objects, lists and discovery as a server sends them.

use super::{Area, Change, changes};

changes! { Answers:
    /// Lists are given out in pages.
    ///
    /// Feature `APIListChunking`, apiserver pkg/features/kube_features.go.
    CHUNKED_LISTS since 9;
    /// Pages of a list say how many objects follow.
    ///
    /// Feature `RemainingItemCount`, apiserver pkg/features/kube_features.go.
    REMAINING_ITEM_COUNT since 16;
    /// Objects and lists carry no `selfLink`.
    ///
    /// Feature `RemoveSelfLink`, apiserver pkg/features/kube_features.go.
    NO_SELF_LINK since 20;
    /// Names in the links of namespaced objects are escaped as in a path, not as in a query.
    ///
    /// apiserver pkg/endpoints/handlers/namer.go, `fastURLPathEncode`.
    SELF_LINKS_ESCAPED_AS_PATHS since 15;
    /// Times that are not set are left out; before, `creationTimestamp` was null.
    ///
    /// apimachinery pkg/apis/meta/v1/types.go, `ObjectMeta` (`omitzero`).
    NO_NULL_TIMES since 34;
    /// JSON has `\b` and `\f` for what was `\u0008` and `\u000c` before.
    ///
    /// Go 1.22, encoding/json `appendString`; kubernetes build/dependencies.yaml.
    SHORT_CONTROL_ESCAPES since 30;
    /// kubectl gets discovery in one piece: groups of equal priority are ordered by name, and what no
    /// server answers for is not listed.
    ///
    /// Feature `AggregatedDiscoveryEndpoint`; apiserver pkg/endpoints/discovery/aggregated.
    AGGREGATED_DISCOVERY since 27;
    /// Discovery names the singular of built-in resources.
    ///
    /// apiserver pkg/endpoints/installer.go, `GetSingularName`.
    SINGULAR_NAMES since 27;
    /// Definitions, APIServices and webhook configurations are of the category `api-extensions`.
    ///
    /// kubernetes pkg/registry/admissionregistration/mutatingwebhookconfiguration/storage/storage.go,
    /// `Categories`.
    API_EXTENSIONS_CATEGORY since 20;
    /// Services can be deleted as a collection.
    ///
    /// kubernetes pkg/registry/core/service/storage/storage.go, `REST`.
    SERVICES_COLLECTION since 23;
    /// The subresource `ephemeralcontainers` of a pod is the pod.
    ///
    /// kubernetes pkg/registry/core/pod/storage/storage.go, `EphemeralContainersREST`.
    EPHEMERAL_CONTAINERS_ARE_POD since 22;
    /// ServiceAccounts have the subresource `token`.
    ///
    /// Feature `TokenRequest`; kubernetes pkg/registry/core/serviceaccount/storage/storage.go,
    /// `NewREST`.
    SERVICE_ACCOUNT_TOKENS since 20;
    /// Each ServiceAccount gets a Secret with a token that does not expire, and names it in `secrets`.
    ///
    /// Feature `LegacyServiceAccountTokenNoAutoGeneration`; kubernetes
    /// pkg/controller/serviceaccount/tokens_controller.go, `ensureReferencedToken`.
    TOKEN_SECRETS until 23;
    /// The subresource `eviction` of a pod is of `policy/v1`.
    ///
    /// kubernetes pkg/registry/core/pod/storage/eviction.go, `GroupVersionKind`.
    EVICTION_V1 since 22;
    /// The subresource `approval` of a CertificateSigningRequest can be read and patched.
    ///
    /// kubernetes pkg/registry/certificates/certificates/storage/storage.go, `ApprovalREST`.
    APPROVAL_READ since 19;
    /// Pods have the subresource `resize`.
    ///
    /// Feature `InPlacePodVerticalScaling`; kubernetes pkg/registry/core/pod/storage/storage.go,
    /// `ResizeREST`.
    POD_RESIZE since 32;
}
