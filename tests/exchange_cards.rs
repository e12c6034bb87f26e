//! Flash cards from other programs become terms, and terms are exported as cards.

mod support;

use std::fs;
use std::path::Path;

use certdrill::bank::{Origin, load};
use certdrill::model::Term;
use support::{Home, terms};

const ANKI: &str = "#separator:tab\n#html:true\n#deck:AWS services\n#tags column:3\n\
                    Amazon S3\tObjects in <b>buckets</b> of any size\tstorage\n\
                    Amazon EFS\tShared folders &amp; files for Linux\tstorage\n\
                    Amazon EBS\t\tstorage\n\
                    Amazon S3\tSomething else\tstorage\n\
                    {{c1::AWS Backup}} copies data\tIt does\t\n\
                    Amazon Route 53\tDomain names and health checks\t\n";

const CSV: &str = "front,back\n\
                   Elasticity,Capacity that follows the demand\n\
                   \"Loose coupling\",\"Parts that fail alone, not together\"\n";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("the folder is the test's");
    path.to_str().expect("a plain path").to_owned()
}

fn read(folder: &str) -> Vec<Term> {
    let loaded = load(&Origin::Path(folder.into()));
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.bank.terms.clone()
}

/// Returns the names and definitions of `terms`.
fn said(terms: &[Term]) -> Vec<(&str, &str)> {
    let said = terms.iter().map(|it| (&*it.name, &*it.definition));
    said.collect()
}

#[test]
fn cards_of_anki_become_terms_and_what_is_no_card_is_reported_with_its_line() {
    let home = Home::new();
    let deck = write(&home.banks(), "deck.txt", ANKI);
    let bank = home.banks().join("cards");
    let bank = bank.to_str().expect("a plain path");
    let done = home.run(&["bank", "import", &deck, "--into", bank]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    for line in [
        "deck.txt (Anki notes): 3 imported, 3 left out",
        "deck.txt:7: left out: the card has no back: \"Amazon EBS\"",
        "deck.txt:8: left out: the card on line 5 has the same front and a different back",
        "deck.txt:9: left out: it is a cloze card, which is text with gaps",
        "3 terms written to",
    ] {
        assert!(done.out.contains(line), "{line} in {}", done.out);
    }
    let read = read(bank);
    assert_eq!(
        said(&read),
        [
            ("Amazon S3", "Objects in buckets of any size"),
            ("Amazon EFS", "Shared folders & files for Linux"),
            ("Amazon Route 53", "Domain names and health checks"),
        ]
    );
    assert_eq!(read[0].id.as_str(), "amazon-s3");
    assert_eq!(read[0].topic.as_str(), "storage");
    assert_eq!(read[2].topic.as_str(), "aws-services");
    // A second import adds nothing.
    let again = home.run(&["bank", "import", &deck, "--into", bank]);
    assert!(again.out.contains("Nothing new was found"), "{}", again.out);
}

#[test]
fn a_table_with_front_and_back_becomes_a_bank_of_terms_that_can_be_drilled() {
    let home = Home::new();
    let table = write(&home.banks(), "words.csv", CSV);
    let bank = home.banks().join("words");
    let bank = bank.to_str().expect("a plain path");
    let done = home.run(&["bank", "import", &table, "--into", bank]);
    assert!(
        done.out.contains("2 terms written to"),
        "{}{}",
        done.out,
        done.err
    );
    let read = read(bank);
    let loose = ("Loose coupling", "Parts that fail alone, not together");
    assert_eq!(said(&read)[1], loose);
    let menu = home.talk(&["--bank", bank]).hears("or q to quit.");
    assert!(menu.contains("t. Terms"), "{menu}");
    let mut cards = home.talk(&["terms", "--cards", "--bank", bank]);
    cards.hears("Card 1 of 2 (Words).");
    cards.types("").hears("4 easy?");
    cards.types("3").hears("Card 2 of 2");
}

#[test]
fn terms_are_exported_as_cards_and_come_back_the_same() {
    let home = Home::new();
    let before = read(&terms());
    let exported = home.run(&["bank", "export", "--to", "anki", "--bank", &terms()]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let deck = write(&home.banks(), "out.txt", &exported.out);
    let bank = home.banks().join("back");
    let bank = bank.to_str().expect("a plain path");
    let done = home.run(&["bank", "import", &deck, "--into", bank]);
    assert!(
        done.out.contains("1 question and 4 terms written to"),
        "{}{}",
        done.out,
        done.err
    );
    let after = read(bank);
    assert_eq!(said(&after), said(&before));
    let ids = |terms: &[Term]| terms.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    let topics = |terms: &[Term]| terms.iter().map(|it| it.topic.clone()).collect::<Vec<_>>();
    assert_eq!(
        (ids(&after), topics(&after)),
        (ids(&before), topics(&before))
    );
}

#[test]
fn a_bank_of_terms_alone_comes_back_from_csv() {
    let home = Home::new();
    let table = write(&home.banks(), "words.csv", CSV);
    let first = home.banks().join("first");
    let first = first.to_str().expect("a plain path");
    home.run(&["bank", "import", &table, "--into", first]);
    let exported = home.run(&["bank", "export", "--to", "csv", "--bank", first]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let table = write(&home.banks(), "again.csv", &exported.out);
    let second = home.banks().join("second");
    let second = second.to_str().expect("a plain path");
    let done = home.run(&["bank", "import", &table, "--into", second]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(said(&read(second)), said(&read(first)));
}
