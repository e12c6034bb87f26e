//! Banks with terms that the rules report, or do not.

use crate::bank::check::testing::found;

/// Returns a bank of terms. Each term is given as an ID, a name, a definition, and additional
/// lines.
fn bank(terms: &[(&str, &str, &str, &str)]) -> String {
    let term = |(id, name, definition, more): &(&str, &str, &str, &str)| {
        format!(
            "[[term]]\nid = '{id}'\ntopic = 'all'\nname = \"{name}\"\n\
             definition = \"{definition}\"\ngroup = 'g'\n{more}\n"
        )
    };
    terms.iter().map(term).collect()
}

fn defined(name: &str, definition: &str) -> Vec<String> {
    let others = [
        ("b", "Amazon RDS", "Tables", ""),
        ("c", "AWS Lambda", "Code", ""),
        ("d", "Amazon SNS", "News", ""),
        ("e", "AWS Backup", "Copies", ""),
        ("f", "AWS Batch", "Jobs", ""),
        ("g", "AWS Config", "Settings", ""),
    ];
    let all = [&[("a", name, definition, "")][..], &others].concat();
    found("definition-gives-name-away", &bank(&all))
}

#[test]
fn names_are_unique_former_names_included() {
    let twice = bank(&[("a", "AWS IAM", "Users", ""), ("b", "aws iam", "Roles", "")]);
    assert_eq!(
        found("term-name-twice", &twice),
        ["term `b` has the same name as term `a`: aws iam"]
    );
    let former = bank(&[
        ("a", "Old", "Users", ""),
        ("b", "New", "Roles", "also = ['Old']"),
    ]);
    assert_eq!(
        found("term-name-twice", &former),
        ["term `b` has the same name as term `a`: Old"]
    );
    let own = bank(&[("a", "Old", "Users", "also = ['OLD']")]);
    assert_eq!(found("term-name-twice", &own).len(), 0);
}

#[test]
fn definitions_are_unique() {
    let twice = bank(&[("a", "One", "Users.", ""), ("b", "Two", "users", "")]);
    assert_eq!(
        found("term-definition-twice", &twice),
        ["term `b` has the same definition as term `a`"]
    );
    let apart = bank(&[("a", "One", "Users", ""), ("b", "Two", "Roles", "")]);
    assert_eq!(found("term-definition-twice", &apart).len(), 0);
}

#[test]
fn references_name_other_terms_each_in_one_list() {
    let faulty = bank(&[
        (
            "a",
            "One",
            "Users",
            "confused_with = ['gone', 'a', 'b']\noverlaps = ['b']",
        ),
        ("b", "Two", "Roles", "overlaps = ['a']"),
    ]);
    assert_eq!(
        found("bad-term-reference", &faulty),
        [
            "`gone` in `confused_with` of term `a` is not a term in the bank",
            "`a` in `confused_with` of term `a` is the term itself",
        ]
    );
    assert_eq!(
        found("confused-overlap", &faulty),
        ["term `a` names `b` in both `confused_with` and `overlaps`"]
    );
    assert_eq!(found("one-sided-overlap", &faulty).len(), 0);
}

#[test]
fn overlaps_are_symmetric() {
    let one_sided = bank(&[
        ("a", "One", "Users", "overlaps = ['b', 'gone']"),
        ("b", "Two", "Roles", ""),
    ]);
    assert_eq!(
        found("one-sided-overlap", &one_sided),
        ["term `a` overlaps `b`, but `b` does not name it"]
    );
}

#[test]
fn definitions_have_at_most_14_words() {
    let long = |count: usize| bank(&[("a", "One", &["pay-per-use –"].repeat(count).join(" "), "")]);
    assert_eq!(found("long-definition", &long(14)).len(), 0);
    assert_eq!(
        found("long-definition", &long(15)),
        ["the definition of term `a` has 15 words"]
    );
}

#[test]
fn definitions_do_not_give_names_away() {
    assert_eq!(
        defined("AWS Budgets", "Alerts on a budget's limit"),
        ["the definition of term `a` repeats `budget` from its name"]
    );
    assert_eq!(defined("Migration Hub", "Tracks what you migrate").len(), 1);
    assert_eq!(
        defined("Internet gateway", "Interface of a network").len(),
        0
    );
}

#[test]
fn a_term_that_is_alone_in_its_group_is_checked_too() {
    let alone = bank(&[(
        "a",
        "Route table",
        "Table of paths",
        "confused_with = ['b']",
    )]);
    assert_eq!(found("definition-gives-name-away", &alone).len(), 1);
}

#[test]
fn generic_words_and_words_of_most_names_give_nothing_away() {
    assert_eq!(defined("AWS Shield", "AWS service for the web").len(), 0);
    let instances = bank(&[
        ("a", "Spot Instances", "Spare instances", ""),
        ("b", "Reserved Instances", "Discounted instances", ""),
        ("c", "Savings Plans", "Hourly spending", ""),
    ]);
    assert_eq!(found("definition-gives-name-away", &instances).len(), 0);
}

#[test]
fn a_small_group_needs_confused_with() {
    let four = [
        ("a", "One", "Users", ""),
        ("b", "Two", "Roles", "confused_with = ['a']"),
        ("c", "Three", "Groups", ""),
        ("d", "Four", "Keys", ""),
    ];
    assert_eq!(found("small-term-group", &bank(&four)).len(), 0);
    assert_eq!(
        found("small-term-group", &bank(&four[..2])),
        ["term `a` has no `confused_with`, and its group \"g\" has fewer than 4 terms"]
    );
}
