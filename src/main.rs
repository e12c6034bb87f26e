fn main() {
    let loaded = certdrill::bank::load(&certdrill::bank::Origin::Embedded);
    for problem in &loaded.problems {
        println!("{}", problem.render(true));
    }
    println!(
        "{} questions, {} facts",
        loaded.bank.questions.len(),
        loaded.bank.facts.len()
    );
}
