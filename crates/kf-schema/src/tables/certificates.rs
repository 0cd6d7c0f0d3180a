//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CERTIFICATE_SIGNING_REQUEST "k8s.io/api/certificates/v1.CertificateSigningRequest" {
  1 [19 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [19 MAX "spec" Single Message(CertificatesV1CertificateSigningRequestSpec) VALUE Keep]
  3 [19 MAX "status" Single Message(CertificatesV1CertificateSigningRequestStatus) VALUE Omit]
}
V1_CERTIFICATE_SIGNING_REQUEST_CONDITION "k8s.io/api/certificates/v1.CertificateSigningRequestCondition" {
  1 [19 MAX "type" Single String VALUE Keep]
  6 [19 MAX "status" Single String VALUE Keep]
  2 [19 MAX "reason" Single String VALUE Omit]
  3 [19 MAX "message" Single String VALUE Omit]
  4 [19 MAX "lastUpdateTime" Single Time VALUE Omit]
  5 [19 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1_CERTIFICATE_SIGNING_REQUEST_SPEC "k8s.io/api/certificates/v1.CertificateSigningRequestSpec" {
  1 [19 MAX "request" Single Bytes VALUE Keep]
  7 [19 MAX "signerName" Single String VALUE Keep]
  8 [22 MAX "expirationSeconds" Single Int32 POINTER Omit]
  5 [19 MAX "usages" List String VALUE Omit]
  2 [19 MAX "username" Single String VALUE Omit]
  3 [19 MAX "uid" Single String VALUE Omit]
  4 [19 MAX "groups" List String VALUE Omit]
  6 [19 MAX "extra" Map StringList VALUE Omit]
}
V1_CERTIFICATE_SIGNING_REQUEST_STATUS "k8s.io/api/certificates/v1.CertificateSigningRequestStatus" {
  1 [19 MAX "conditions" List Message(CertificatesV1CertificateSigningRequestCondition) VALUE Omit]
  2 [19 MAX "certificate" Single Bytes VALUE Omit]
}
V1_CLUSTER_TRUST_BUNDLE "k8s.io/api/certificates/v1.ClusterTrustBundle" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(CertificatesV1ClusterTrustBundleSpec) VALUE Keep]
}
V1_CLUSTER_TRUST_BUNDLE_SPEC "k8s.io/api/certificates/v1.ClusterTrustBundleSpec" {
  1 [37 MAX "signerName" Single String VALUE Omit]
  2 [37 MAX "trustBundle" Single String VALUE Keep]
}
V1_POD_CERTIFICATE_REQUEST "k8s.io/api/certificates/v1.PodCertificateRequest" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(CertificatesV1PodCertificateRequestSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(CertificatesV1PodCertificateRequestStatus) VALUE Omit]
}
V1_POD_CERTIFICATE_REQUEST_SPEC "k8s.io/api/certificates/v1.PodCertificateRequestSpec" {
  1 [37 MAX "signerName" Single String VALUE Keep]
  2 [37 MAX "podName" Single String VALUE Keep]
  3 [37 MAX "podUID" Single String VALUE Keep]
  4 [37 MAX "serviceAccountName" Single String VALUE Keep]
  5 [37 MAX "serviceAccountUID" Single String VALUE Keep]
  6 [37 MAX "nodeName" Single String VALUE Keep]
  7 [37 MAX "nodeUID" Single String VALUE Keep]
  8 [37 MAX "maxExpirationSeconds" Single Int32 POINTER Omit]
  12 [37 MAX "stubPKCS10Request" Single Bytes VALUE Keep]
  11 [37 MAX "unverifiedUserAnnotations" Map String VALUE Omit]
}
V1_POD_CERTIFICATE_REQUEST_STATUS "k8s.io/api/certificates/v1.PodCertificateRequestStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "certificateChain" Single String VALUE Omit]
  4 [37 MAX "notBefore" Single Time POINTER Omit]
  5 [37 MAX "beginRefreshAt" Single Time POINTER Omit]
  6 [37 MAX "notAfter" Single Time POINTER Omit]
}
V1ALPHA1_CLUSTER_TRUST_BUNDLE "k8s.io/api/certificates/v1alpha1.ClusterTrustBundle" {
  1 [27 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 MAX "spec" Single Message(CertificatesV1alpha1ClusterTrustBundleSpec) VALUE Keep]
}
V1ALPHA1_CLUSTER_TRUST_BUNDLE_SPEC "k8s.io/api/certificates/v1alpha1.ClusterTrustBundleSpec" {
  1 [27 MAX "signerName" Single String VALUE Omit]
  2 [27 MAX "trustBundle" Single String VALUE Keep]
}
V1ALPHA1_POD_CERTIFICATE_REQUEST "k8s.io/api/certificates/v1alpha1.PodCertificateRequest" {
  1 [34 34 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [34 34 "spec" Single Message(CertificatesV1alpha1PodCertificateRequestSpec) VALUE Keep]
  3 [34 34 "status" Single Message(CertificatesV1alpha1PodCertificateRequestStatus) VALUE Omit]
}
V1ALPHA1_POD_CERTIFICATE_REQUEST_SPEC "k8s.io/api/certificates/v1alpha1.PodCertificateRequestSpec" {
  1 [34 34 "signerName" Single String VALUE Keep]
  2 [34 34 "podName" Single String VALUE Keep]
  3 [34 34 "podUID" Single String VALUE Keep]
  4 [34 34 "serviceAccountName" Single String VALUE Keep]
  5 [34 34 "serviceAccountUID" Single String VALUE Keep]
  6 [34 34 "nodeName" Single String VALUE Keep]
  7 [34 34 "nodeUID" Single String VALUE Keep]
  8 [34 34 "maxExpirationSeconds" Single Int32 POINTER Omit]
  9 [34 34 "pkixPublicKey" Single Bytes VALUE Keep]
  10 [34 34 "proofOfPossession" Single Bytes VALUE Keep]
}
V1ALPHA1_POD_CERTIFICATE_REQUEST_STATUS "k8s.io/api/certificates/v1alpha1.PodCertificateRequestStatus" {
  1 [34 34 "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [34 34 "certificateChain" Single String VALUE Omit]
  4 [34 34 "notBefore" Single Time POINTER Omit]
  5 [34 34 "beginRefreshAt" Single Time POINTER Omit]
  6 [34 34 "notAfter" Single Time POINTER Omit]
}
V1BETA1_CERTIFICATE_SIGNING_REQUEST "k8s.io/api/certificates/v1beta1.CertificateSigningRequest" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 21 "spec" Single Message(CertificatesV1beta1CertificateSigningRequestSpec) VALUE Omit] [22 MAX "spec" Single Message(CertificatesV1beta1CertificateSigningRequestSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(CertificatesV1beta1CertificateSigningRequestStatus) VALUE Omit]
}
V1BETA1_CERTIFICATE_SIGNING_REQUEST_CONDITION "k8s.io/api/certificates/v1beta1.CertificateSigningRequestCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  6 [19 MAX "status" Single String VALUE Keep]
  2 [8 MAX "reason" Single String VALUE Omit]
  3 [8 MAX "message" Single String VALUE Omit]
  4 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  5 [19 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1BETA1_CERTIFICATE_SIGNING_REQUEST_SPEC "k8s.io/api/certificates/v1beta1.CertificateSigningRequestSpec" {
  1 [8 MAX "request" Single Bytes VALUE Keep]
  7 [18 MAX "signerName" Single String POINTER Omit]
  8 [22 MAX "expirationSeconds" Single Int32 POINTER Omit]
  5 [8 MAX "usages" List String VALUE Omit]
  2 [8 MAX "username" Single String VALUE Omit]
  3 [8 MAX "uid" Single String VALUE Omit]
  4 [8 MAX "groups" List String VALUE Omit]
  6 [8 MAX "extra" Map StringList VALUE Omit]
}
V1BETA1_CERTIFICATE_SIGNING_REQUEST_STATUS "k8s.io/api/certificates/v1beta1.CertificateSigningRequestStatus" {
  1 [8 MAX "conditions" List Message(CertificatesV1beta1CertificateSigningRequestCondition) VALUE Omit]
  2 [8 MAX "certificate" Single Bytes VALUE Omit]
}
V1BETA1_CLUSTER_TRUST_BUNDLE "k8s.io/api/certificates/v1beta1.ClusterTrustBundle" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(CertificatesV1beta1ClusterTrustBundleSpec) VALUE Keep]
}
V1BETA1_CLUSTER_TRUST_BUNDLE_SPEC "k8s.io/api/certificates/v1beta1.ClusterTrustBundleSpec" {
  1 [33 MAX "signerName" Single String VALUE Omit]
  2 [33 MAX "trustBundle" Single String VALUE Keep]
}
V1BETA1_POD_CERTIFICATE_REQUEST "k8s.io/api/certificates/v1beta1.PodCertificateRequest" {
  1 [35 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [35 MAX "spec" Single Message(CertificatesV1beta1PodCertificateRequestSpec) VALUE Keep]
  3 [35 MAX "status" Single Message(CertificatesV1beta1PodCertificateRequestStatus) VALUE Omit]
}
V1BETA1_POD_CERTIFICATE_REQUEST_SPEC "k8s.io/api/certificates/v1beta1.PodCertificateRequestSpec" {
  1 [35 MAX "signerName" Single String VALUE Keep]
  2 [35 MAX "podName" Single String VALUE Keep]
  3 [35 MAX "podUID" Single String VALUE Keep]
  4 [35 MAX "serviceAccountName" Single String VALUE Keep]
  5 [35 MAX "serviceAccountUID" Single String VALUE Keep]
  6 [35 MAX "nodeName" Single String VALUE Keep]
  7 [35 MAX "nodeUID" Single String VALUE Keep]
  8 [35 MAX "maxExpirationSeconds" Single Int32 POINTER Omit]
  9 [35 MAX "pkixPublicKey" Single Bytes VALUE Keep]
  10 [35 MAX "proofOfPossession" Single Bytes VALUE Keep]
  12 [36 MAX "stubPKCS10Request" Single Bytes VALUE Keep]
  11 [35 MAX "unverifiedUserAnnotations" Map String VALUE Omit]
}
V1BETA1_POD_CERTIFICATE_REQUEST_STATUS "k8s.io/api/certificates/v1beta1.PodCertificateRequestStatus" {
  1 [35 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [35 MAX "certificateChain" Single String VALUE Omit]
  4 [35 MAX "notBefore" Single Time POINTER Omit]
  5 [35 MAX "beginRefreshAt" Single Time POINTER Omit]
  6 [35 MAX "notAfter" Single Time POINTER Omit]
}
}
