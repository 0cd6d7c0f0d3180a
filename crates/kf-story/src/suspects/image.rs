//! Images of containers that come from elsewhere than before.

use kf_object::Value;

use super::path::{At, HIDDEN, Path};
use super::test::Evidence;
use crate::walk::Seen;

/// A container's name, its image, and where the image stands.
type Container = (String, String, String);

/// The containers of a workload.
fn containers(object: &Value<'_>) -> Vec<Container> {
    let mut containers: Vec<Container> = Vec::new();
    for list in ["containers", "initContainers"] {
        let path = Path::parse(&format!("pod.{list}[*]")).ok();
        path.into_iter().for_each(|path| {
            path.each(object, &At::Start(""), &mut |place, container| {
                let text = |name| container.str_at(&[name]).unwrap_or_default().to_owned();
                containers.push((
                    text("name"),
                    text("image"),
                    format!("{}.image", place.text()),
                ));
            });
        });
    }
    containers
}

/// Containers of a workload whose image comes from another repository than that of the same name did.
pub(super) fn moved(seen: &Seen<'_, '_>) -> Option<Vec<Evidence>> {
    let of = |object: Option<&Value<'_>>| object.map(containers);
    let (old, new) = (of(seen.plain_before())?, of(seen.plain_after())?);
    let mut moved = Vec::new();
    for (at, (name, image, _)) in new.iter().enumerate() {
        let before = old.iter().position(|(own, ..)| own == name);
        let before = before.and_then(|at| Some((at, old.get(at)?)));
        if let Some((was, (_, before, _))) = before
            && repository(before) != repository(image)
        {
            moved.push((was, at));
        }
    }
    if moved.is_empty() {
        return None;
    }
    let (old, new) = (of(seen.before())?, of(seen.after())?);
    let image = |list: &[Container], at: usize| {
        let container = list.get(at);
        container.map_or_else(|| HIDDEN.to_owned(), |(_, image, _)| image.clone())
    };
    let moved = moved.into_iter().map(|(was, at)| Evidence {
        path: new.get(at).map_or(HIDDEN, |(.., path)| path).to_owned(),
        value: format!("{} -> {}", image(&old, was), image(&new, at)),
    });
    Some(moved.collect())
}

/// An image without digest and tag.
fn repository(image: &str) -> &str {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        // Of a registry, a port.
        Some((name, tag)) if !tag.contains('/') => name,
        _ => image,
    }
}
