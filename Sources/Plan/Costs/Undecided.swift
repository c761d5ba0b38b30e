/// What the templates do not tell, and what decides it, as in `DBInstanceClass is Size`.
struct Undecided: Error, Hashable {
    let reason: String
}
