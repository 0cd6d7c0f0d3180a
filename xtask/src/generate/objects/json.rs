//! The kinds that are stored as JSON: apiservices, definitions and custom resources.

use super::{Cluster, EPOCH, GROUP, Item, suffix};

impl Cluster {
    fn rfc3339(seconds: i64) -> String {
        // Civil date from days, after Howard Hinnant's algorithm.
        let (days, rest) = (seconds.div_euclid(86400), seconds.rem_euclid(86400));
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        format!(
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
            rest / 3600,
            rest / 60 % 60,
            rest % 60
        )
    }

    fn json_meta(&self, item: &Item) -> String {
        format!(
            r#""name":"{}","uid":"{}","creationTimestamp":"{}""#,
            self.name(item),
            self.uid(item),
            Self::rfc3339(EPOCH + item.created)
        )
    }

    pub(super) fn api_service(&self, item: &Item) -> Vec<u8> {
        let name = self.name(item);
        let (version, group) = name.split_once('.').unwrap_or((&name, ""));
        let group_field = if group.is_empty() {
            String::new()
        } else {
            format!(r#""group":"{group}","#)
        };
        let meta = self.json_meta(item);
        format!(
            r#"{{"kind":"APIService","apiVersion":"apiregistration.k8s.io/v1","metadata":{{{meta},"labels":{{"kube-aggregator.kubernetes.io/automanaged":"onstart"}}}},"spec":{{{group_field}"version":"{version}","groupPriorityMinimum":17800,"versionPriority":15}},"status":{{"conditions":[{{"type":"Available","status":"True","lastTransitionTime":"{}","reason":"Local","message":"Local APIServices are always available"}}]}}}}"#,
            Self::rfc3339(EPOCH + item.created)
        )
        .into_bytes_with_newline()
    }

    pub(super) fn crd(&self, item: &Item) -> Vec<u8> {
        let meta = self.json_meta(item);
        let at = Self::rfc3339(EPOCH + item.created);
        let names = r#""plural":"widgets","singular":"widget","shortNames":["wd"],"kind":"Widget","listKind":"WidgetList""#;
        format!(
            r#"{{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{{{meta},"generation":1}},"spec":{{"group":"{GROUP}","names":{{{names}}},"scope":"Namespaced","versions":[{{"name":"v1","served":true,"storage":true,"schema":{{"openAPIV3Schema":{{"type":"object","properties":{{"spec":{{"type":"object","properties":{{"color":{{"type":"string"}},"size":{{"type":"integer"}}}}}},"status":{{"type":"object","properties":{{"phase":{{"type":"string"}}}}}}}}}}}},"subresources":{{"status":{{}}}},"additionalPrinterColumns":[{{"name":"Color","type":"string","jsonPath":".spec.color"}},{{"name":"Phase","type":"string","jsonPath":".status.phase"}}]}}],"conversion":{{"strategy":"None"}}}},"status":{{"conditions":[{{"type":"NamesAccepted","status":"True","lastTransitionTime":"{at}","reason":"NoConflicts","message":"no conflicts found"}},{{"type":"Established","status":"True","lastTransitionTime":"{at}","reason":"InitialNamesAccepted","message":"the initial names have been accepted"}}],"acceptedNames":{{{names}}},"storedVersions":["v1"]}}}}"#
        )
        .into_bytes_with_newline()
    }

    pub(super) fn widget(&self, item: &Item) -> Vec<u8> {
        let hash = self.hash(item, 87);
        let color = ["red", "green", "blue", "amber"][hash as usize % 4];
        format!(
            r#"{{"apiVersion":"{GROUP}/v1","kind":"Widget","metadata":{{"creationTimestamp":"{}","generation":{},"labels":{{"color":"{color}"}},"name":"{}","namespace":"{}","uid":"{}"}},"spec":{{"color":"{color}","size":{},"tags":["{}","{}"]}},"status":{{"phase":"Ready"}}}}"#,
            Self::rfc3339(EPOCH + item.created),
            item.version,
            self.name(item),
            self.namespace(item),
            self.uid(item),
            hash >> 8 & 0xff,
            suffix(hash, 8),
            suffix(hash >> 9, 8)
        )
        .into_bytes_with_newline()
    }
}

/// Stored JSON ends with a newline, as Go's encoder leaves it.
trait Newline {
    fn into_bytes_with_newline(self) -> Vec<u8>;
}

impl Newline for String {
    fn into_bytes_with_newline(mut self) -> Vec<u8> {
        self.push('\n');
        self.into_bytes()
    }
}
