//! Resources of OpenShift's own API servers (openshift-apiserver, oauth-apiserver).
//!
//! They keep their objects in the same etcd as kube-apiserver, under a prefix of their own
//! (`/openshift.io`; kube-apiserver's is `/kubernetes.io` there). Their APIServices name a
//! service, as those of any aggregated server, yet the objects are in the snapshot. Prefixes: the
//! etcd storage test of openshift/origin. Verbs, short names and categories: the interfaces that the types
//! of openshift-apiserver pkg/GROUP/apiserver/registry and of oauth-apiserver have.
//! SecurityContextConstraints, ClusterResourceQuotas and RoleBindingRestrictions are CRDs and not
//! listed here.

use super::{Origin, Resource, Storage, Verbs, Version};

/// One resource; all have the single version `v1`.
#[derive(Debug)]
pub struct OpenShift {
    /// `route.openshift.io`
    pub group: &'static str,
    /// Lower-case plural.
    pub plural: &'static str,
    /// Kind.
    pub kind: &'static str,
    namespaced: bool,
    /// Key part after the prefix; empty if the objects are made up or another resource's
    /// (projects are namespaces, authorization.openshift.io shows RBAC).
    prefix: &'static str,
    short_names: &'static [&'static str],
    all: bool,
    verbs: Verbs,
}

/// The only version of every OpenShift resource.
pub const VERSION: &str = "v1";

macro_rules! openshift {
    ($( $group:literal: $(
        $plural:ident $kind:ident $namespaced:literal $prefix:literal [$($short:literal)*]
        $all:literal $verbs:ident;
    )* )*) => {
        /// All of them, groups and resources in alphabetical order.
        pub static OPENSHIFT: &[OpenShift] = &[$($( OpenShift {
            group: $group,
            plural: stringify!($plural),
            kind: stringify!($kind),
            namespaced: $namespaced,
            prefix: $prefix,
            short_names: &[$($short),*],
            all: $all,
            verbs: Verbs::$verbs,
        }, )*)*];
    };
}

// plural Kind namespaced "prefix" [short names] in-category-all Verbs
openshift! {
    "apps.openshift.io":
    deploymentconfigs DeploymentConfig true "deploymentconfigs" ["dc"] true All;

    "authorization.openshift.io":
    clusterrolebindings ClusterRoleBinding false "" [] false NoWatch;
    clusterroles ClusterRole false "" [] false NoWatch;
    localresourceaccessreviews LocalResourceAccessReview true "" [] false Create;
    localsubjectaccessreviews LocalSubjectAccessReview true "" [] false Create;
    resourceaccessreviews ResourceAccessReview false "" [] false Create;
    rolebindings RoleBinding true "" [] false NoWatch;
    roles Role true "" [] false NoWatch;
    selfsubjectrulesreviews SelfSubjectRulesReview true "" [] false Create;
    subjectaccessreviews SubjectAccessReview false "" [] false Create;
    subjectrulesreviews SubjectRulesReview true "" [] false Create;

    "build.openshift.io":
    buildconfigs BuildConfig true "buildconfigs" ["bc"] true All;
    builds Build true "builds" [] true All;

    "image.openshift.io":
    images Image false "images" [] false All;
    imagestreamimages ImageStreamImage true "" ["isimage"] false Get;
    imagestreamimports ImageStreamImport true "" [] false Create;
    imagestreammappings ImageStreamMapping true "" [] false Create;
    imagestreams ImageStream true "imagestreams" ["is"] true All;
    imagestreamtags ImageStreamTag true "" ["istag"] false NoWatch;
    imagetags ImageTag true "" ["itag"] false NoWatch;

    "oauth.openshift.io":
    oauthaccesstokens OAuthAccessToken false "oauth/accesstokens" [] false All;
    oauthauthorizetokens OAuthAuthorizeToken false "oauth/authorizetokens" [] false All;
    oauthclientauthorizations OAuthClientAuthorization false "oauth/clientauthorizations" [] false
        All;
    oauthclients OAuthClient false "oauth/clients" [] false All;
    tokenreviews TokenReview false "" [] false Create;
    useroauthaccesstokens UserOAuthAccessToken false "" [] false ReadAndDelete;

    "project.openshift.io":
    projectrequests ProjectRequest false "" [] false CreateAndList;
    projects Project false "" [] false NoCollection;

    "quota.openshift.io":
    appliedclusterresourcequotas AppliedClusterResourceQuota true "" [] false Read;

    "route.openshift.io":
    routes Route true "routes" [] true All;

    "security.openshift.io":
    podsecuritypolicyreviews PodSecurityPolicyReview true "" [] false Create;
    podsecuritypolicyselfsubjectreviews PodSecurityPolicySelfSubjectReview true "" [] false Create;
    podsecuritypolicysubjectreviews PodSecurityPolicySubjectReview true "" [] false Create;
    rangeallocations RangeAllocation false "rangeallocations" [] false All;

    "template.openshift.io":
    brokertemplateinstances BrokerTemplateInstance false "brokertemplateinstances" [] false All;
    processedtemplates Template true "" [] false Create;
    templateinstances TemplateInstance true "templateinstances" [] false All;
    templates Template true "templates" [] false All;

    "user.openshift.io":
    groups Group false "groups" [] false All;
    identities Identity false "useridentities" [] false All;
    useridentitymappings UserIdentityMapping false "" [] false Single;
    users User false "users" [] false All;
}

impl OpenShift {
    /// As the server describes it.
    #[must_use]
    pub fn resource(&self, served: bool) -> Resource {
        Resource {
            group: self.group.into(),
            plural: self.plural.into(),
            singular: self.kind.to_ascii_lowercase().into(),
            kind: self.kind.into(),
            short_names: self.short_names.iter().map(|s| (*s).into()).collect(),
            categories: if self.all {
                vec!["all".into()]
            } else {
                Vec::new()
            },
            namespaced: self.namespaced,
            verbs: self.verbs,
            versions: vec![Version {
                name: VERSION.into(),
                served,
                stored: !self.prefix.is_empty(),
            }],
            storage: if self.prefix.is_empty() {
                Storage::Virtual
            } else {
                Storage::OpenShift(self.prefix.into())
            },
            origin: Origin::OpenShift,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregation::ApiService;
    use crate::testing::value;
    use crate::{Catalog, Origin, Storage};

    #[test]
    fn listed_only_where_their_api_services_are() {
        let service = value(
            r#"{"metadata":{"name":"v1.route.openshift.io"},
            "spec":{"group":"route.openshift.io","version":"v1","groupPriorityMinimum":9900,
              "versionPriority":15,"service":{"namespace":"openshift-apiserver","name":"api"}}}"#,
        );
        let service = ApiService::from_value(&service).unwrap();
        let catalog = Catalog::new(kf_schema::Minor::new(29), vec![service], Vec::new());
        let route = catalog.resolve("Route").unwrap();
        assert_eq!(route.resource.storage, Storage::OpenShift("routes".into()));
        assert_eq!(route.resource.origin, Origin::OpenShift);
        assert_eq!(
            catalog.locate("routes/shop/web").unwrap().namespace,
            Some("shop")
        );
        assert!(catalog.resolve("builds").is_err());
        assert!(
            Catalog::new(kf_schema::Minor::new(29), Vec::new(), Vec::new())
                .resolve("routes")
                .is_err()
        );
    }
}
