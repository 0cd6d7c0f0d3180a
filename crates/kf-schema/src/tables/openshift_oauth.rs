//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CLUSTER_ROLE_SCOPE_RESTRICTION "github.com/openshift/api/oauth/v1.ClusterRoleScopeRestriction" {
  1 [8 MAX "roleNames" List String VALUE Keep]
  2 [8 MAX "namespaces" List String VALUE Keep]
  3 [8 MAX "allowEscalation" Single Bool VALUE Keep]
}
V1_O_AUTH_ACCESS_TOKEN "github.com/openshift/api/oauth/v1.OAuthAccessToken" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "clientName" Single String VALUE Omit]
  3 [8 MAX "expiresIn" Single Int64 VALUE Omit]
  4 [8 MAX "scopes" List String VALUE Omit]
  5 [8 MAX "redirectURI" Single String VALUE Omit]
  6 [8 MAX "userName" Single String VALUE Omit]
  7 [8 MAX "userUID" Single String VALUE Omit]
  8 [8 MAX "authorizeToken" Single String VALUE Omit]
  9 [8 MAX "refreshToken" Single String VALUE Omit]
  10 [9 MAX "inactivityTimeoutSeconds" Single Int32 VALUE Omit]
}
V1_O_AUTH_AUTHORIZE_TOKEN "github.com/openshift/api/oauth/v1.OAuthAuthorizeToken" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "clientName" Single String VALUE Omit]
  3 [8 MAX "expiresIn" Single Int64 VALUE Omit]
  4 [8 MAX "scopes" List String VALUE Omit]
  5 [8 MAX "redirectURI" Single String VALUE Omit]
  6 [8 MAX "state" Single String VALUE Omit]
  7 [8 MAX "userName" Single String VALUE Omit]
  8 [8 MAX "userUID" Single String VALUE Omit]
  9 [8 MAX "codeChallenge" Single String VALUE Omit]
  10 [8 MAX "codeChallengeMethod" Single String VALUE Omit]
}
V1_O_AUTH_CLIENT "github.com/openshift/api/oauth/v1.OAuthClient" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "secret" Single String VALUE Omit]
  3 [8 MAX "additionalSecrets" List String VALUE Omit]
  4 [8 MAX "respondWithChallenges" Single Bool VALUE Omit]
  5 [8 MAX "redirectURIs" List String VALUE Omit]
  6 [8 MAX "grantMethod" Single String VALUE Omit]
  7 [8 MAX "scopeRestrictions" List Message(OpenshiftOauthV1ScopeRestriction) VALUE Omit]
  8 [8 MAX "accessTokenMaxAgeSeconds" Single Int32 POINTER Omit]
  9 [9 MAX "accessTokenInactivityTimeoutSeconds" Single Int32 POINTER Omit]
}
V1_O_AUTH_CLIENT_AUTHORIZATION "github.com/openshift/api/oauth/v1.OAuthClientAuthorization" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "clientName" Single String VALUE Omit]
  3 [8 MAX "userName" Single String VALUE Omit]
  4 [8 MAX "userUID" Single String VALUE Omit]
  5 [8 MAX "scopes" List String VALUE Omit]
}
V1_O_AUTH_REDIRECT_REFERENCE "github.com/openshift/api/oauth/v1.OAuthRedirectReference" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "reference" Single Message(OpenshiftOauthV1RedirectReference) VALUE Omit]
}
V1_REDIRECT_REFERENCE "github.com/openshift/api/oauth/v1.RedirectReference" {
  1 [8 MAX "group" Single String VALUE Keep]
  2 [8 MAX "kind" Single String VALUE Keep]
  3 [8 MAX "name" Single String VALUE Keep]
}
V1_SCOPE_RESTRICTION "github.com/openshift/api/oauth/v1.ScopeRestriction" {
  1 [8 MAX "literals" List String VALUE Omit]
  2 [8 MAX "clusterRole" Single Message(OpenshiftOauthV1ClusterRoleScopeRestriction) POINTER Omit]
}
}
