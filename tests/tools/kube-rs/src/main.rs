//! Asks `kf serve` for what a controller asks for: discovery, lists, objects, watches of both kinds,
//! typed and dynamic. Ends with an error as soon as something is not as it should be.

use std::error::Error;
use std::time::Duration;

use futures::{StreamExt, TryStreamExt, pin_mut};
use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::authorization::v1::{
    ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec,
};
use k8s_openapi::api::core::v1::{ConfigMap, Pod};
use kube::api::{Api, DynamicObject, ListParams, PostParams};
use kube::discovery::{Discovery, verbs};
use kube::runtime::watcher::{self, Event, watcher};
use kube::{Client, ResourceExt};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::try_default().await?;
    let version = client.apiserver_version().await?;
    println!("version {}", version.git_version);

    let discovery = Discovery::new(client.clone()).run().await?;
    let aggregated = Discovery::new(client.clone()).run_aggregated().await?;
    let groups = |discovery: &Discovery| discovery.groups().count();
    println!("groups {} {}", groups(&discovery), groups(&aggregated));

    let mut objects = 0;
    let mut types = 0;
    for group in discovery.groups() {
        for (resource, can) in group.recommended_resources() {
            if can.supports_operation(verbs::LIST) {
                let all: Api<DynamicObject> = Api::all_with(client.clone(), &resource);
                objects += all.list(&ListParams::default()).await?.items.len();
                types += 1;
            }
        }
    }
    println!("dynamic {types} types, {objects} objects");

    let pods: Api<Pod> = Api::all(client.clone());
    let all = pods.list(&ListParams::default()).await?;
    let page = pods.list(&ListParams::default().limit(5)).await?;
    println!("pods {}, a page of {}, {:?} left", all.items.len(), page.items.len(), page.metadata.remaining_item_count);
    let deployments: Api<Deployment> = Api::namespaced(client.clone(), "prod");
    println!("deployments {}", deployments.list(&ListParams::default()).await?.items.len());

    let maps: Api<ConfigMap> = Api::namespaced(client.clone(), "prod");
    println!("map {}", maps.get("my-config").await?.name_any());
    println!("missing {}", maps.get_opt("nope").await?.is_none());
    println!("metadata {}", maps.get_metadata("my-config").await?.name_any());
    let count = maps.list(&ListParams::default()).await?.items.len();
    for (name, config) in [
        ("list and watch", watcher::Config::default()),
        ("streamed list", watcher::Config::default().streaming_lists()),
    ] {
        let events = watcher(maps.clone(), config);
        pin_mut!(events);
        let mut seen = 0;
        let all = tokio::time::timeout(Duration::from_secs(20), async {
            while let Some(event) = events.try_next().await? {
                match event {
                    Event::InitApply(_) => seen += 1,
                    Event::InitDone => break,
                    _ => {}
                }
            }
            Ok::<(), watcher::Error>(())
        });
        all.await??;
        if seen != count {
            return Err(format!("{name}: {seen} of {count} maps").into());
        }
        // It stays, and says nothing more.
        let more = tokio::time::timeout(Duration::from_secs(2), events.next()).await;
        println!("{name} {seen}, quiet {}", more.is_err());
    }

    let reviews: Api<SelfSubjectAccessReview> = Api::all(client);
    for verb in ["watch", "delete"] {
        let review = SelfSubjectAccessReview {
            spec: SelfSubjectAccessReviewSpec {
                resource_attributes: Some(ResourceAttributes {
                    verb: Some(verb.to_owned()),
                    resource: Some("pods".to_owned()),
                    ..ResourceAttributes::default()
                }),
                ..SelfSubjectAccessReviewSpec::default()
            },
            ..SelfSubjectAccessReview::default()
        };
        let answer = reviews.create(&PostParams::default(), &review).await?;
        println!("may {verb} {:?}", answer.status.map(|status| status.allowed));
    }
    Ok(())
}
