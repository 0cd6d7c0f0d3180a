//! What of an object a template looks at.

use super::{End, Node, Slice, Template};

/// `[*]`
const ALL: Slice = Slice {
    start: None,
    end: End::Last,
    step: None,
};

/// Members from the object on, by their names.
type Path<'t> = Vec<&'t str>;

impl Template {
    /// Returns what the template looks at of an object: paths of names of members, below which it may
    /// look at anything. `None` when it may look at all of it.
    #[must_use]
    pub fn reads(&self) -> Option<Vec<Path<'_>>> {
        let mut paths = Vec::new();
        for node in &self.nodes {
            match node {
                Node::Action(nodes) => paths.push(path(nodes)?),
                Node::Literal(_) => {}
                _ => return None,
            }
        }
        Some(paths)
    }

    /// As [`Template::reads`], of each object of the list that the template is filled in with. `None`
    /// as well when it looks at the list itself, or may end in an error, which shows the list.
    #[must_use]
    pub fn reads_of_items(&self) -> Option<Vec<Path<'_>>> {
        let mut paths = Vec::new();
        let mut depth = 0_usize;
        for node in &self.nodes {
            let nodes = match node {
                Node::Literal(_) => continue,
                Node::Action(nodes) => nodes,
                _ => return None,
            };
            match (nodes.as_slice(), depth) {
                ([Node::Literal(_)], _) => {}
                ([Node::Identifier(word)], 1..) if word == "end" => depth -= 1,
                ([Node::Identifier(word), rest @ ..], _) if word == "range" => {
                    depth += 1;
                    match depth {
                        1 => paths.extend(Some(of_items(rest)?).filter(|path| !path.is_empty())),
                        2 => paths.push(sure_path(rest)?),
                        _ => sure_path(rest).map(drop)?,
                    }
                }
                (nodes, 0) => paths.push(of_items(nodes)?),
                (nodes, 1) => paths.push(sure_path(nodes)?),
                // Below what the loops around it look at.
                (nodes, _) => sure_path(nodes).map(drop)?,
            }
        }
        Some(paths)
    }
}

/// The path behind `.items[*]`.
fn of_items(nodes: &[Node]) -> Option<Path<'_>> {
    match nodes {
        [Node::Field(items), Node::Slice(ALL), rest @ ..] if items == "items" => sure_path(rest),
        _ => None,
    }
}

/// The path of nodes none of which can fail, as an index beyond a list's end can.
fn sure_path(nodes: &[Node]) -> Option<Path<'_>> {
    let sure = |node: &Node| matches!(node, Node::Field(_) | Node::Wildcard);
    nodes.iter().all(sure).then(|| path(nodes)).flatten()
}

/// The names that an action begins with.
fn path(nodes: &[Node]) -> Option<Path<'_>> {
    let names = nodes.iter().map_while(|node| match node {
        Node::Field(name) => Some(name.as_str()),
        _ => None,
    });
    let names: Path<'_> = names.collect();
    // A path is relative to the object only where nothing looks elsewhere.
    let anywhere = |node: &Node| matches!(node, Node::Identifier(_) | Node::Action(_));
    (!nodes.iter().any(anywhere)).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn told(paths: Option<Vec<Vec<&str>>>) -> String {
        let join = |paths: Vec<Vec<&str>>| {
            let paths = paths.iter().map(|path| path.join("."));
            paths.collect::<Vec<_>>().join(" ")
        };
        paths.map_or("all".to_owned(), join)
    }

    #[test]
    fn a_template_of_an_object() {
        for (text, expected) in [
            ("{.metadata.name}", "metadata.name"),
            ("{.a.b}{.c}", "a.b c"),
            ("x{.a[0].b}", "a"),
            ("{.a[?(@.b==1)].c}", "a"),
            ("{.a.*.b}", "a"),
            ("{.a['b','c']}", "a"),
            ("{..name}", ""),
            ("{@}", ""),
            ("{range .a[*]}{.b}{end}", "all"),
        ] {
            let template = Template::parse(text).unwrap();
            assert_eq!(told(template.reads()), expected, "{text}");
        }
    }

    #[test]
    fn a_template_of_a_list() {
        for (text, expected) in [
            ("{.items[*].metadata.name}", "metadata.name"),
            (r#"{range .items[*]}{.a.b}{"\t"}{.c}{"\n"}{end}"#, "a.b c"),
            ("{range .items[*]}{.a}{range .b.c.*}{.d}{end}{end}", "a b.c"),
            ("{range .items[*].a}{.b}{end}", "a b"),
            ("{range .items[*]}{range .b[*]}{.d}{end}{end}", "all"),
            ("{.items[*]}", ""),
            ("{.items[0].a}", "all"),
            ("{.items[*].a[0]}", "all"),
            ("{.kind}", "all"),
            ("{..name}", "all"),
            ("{end}", "all"),
        ] {
            let template = Template::parse(text).unwrap();
            assert_eq!(told(template.reads_of_items()), expected, "{text}");
        }
    }
}
