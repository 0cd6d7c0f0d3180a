//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_GROUP "github.com/openshift/api/user/v1.Group" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "users" Single StringList VALUE Keep]
}
V1_IDENTITY "github.com/openshift/api/user/v1.Identity" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "providerName" Single String VALUE Keep]
  3 [8 MAX "providerUserName" Single String VALUE Keep]
  4 [8 MAX "user" Single Message(CoreV1ObjectReference) VALUE Keep]
  5 [8 MAX "extra" Map String VALUE Omit]
}
V1_USER "github.com/openshift/api/user/v1.User" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "fullName" Single String VALUE Omit]
  3 [8 19 "identities" List String VALUE Keep] [20 MAX "identities" List String VALUE Omit]
  4 [8 MAX "groups" List String VALUE Keep]
}
V1_USER_IDENTITY_MAPPING "github.com/openshift/api/user/v1.UserIdentityMapping" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "identity" Single Message(CoreV1ObjectReference) VALUE Omit]
  3 [8 MAX "user" Single Message(CoreV1ObjectReference) VALUE Omit]
}
}
