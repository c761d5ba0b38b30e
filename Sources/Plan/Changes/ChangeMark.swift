/// What becomes of a resource, at a glance: in a plan, a table and a picture alike.
package enum ChangeMark: Character, CaseIterable, Sendable {
    case added = "+"
    case changed = "~"
    case replaced = "±"
    case mayBeReplaced = "?"
    case moved = ">"
    case removed = "-"
    case refused = "!"
    case untouched = "="

    /// In words, as in "updated in place".
    package var meaning: String {
        switch self {
        case .added: "added"
        case .changed: "updated in place"
        case .replaced: "replaced"
        case .mayBeReplaced: "may be replaced"
        case .moved: "moved"
        case .removed: "removed"
        case .refused: "refused by CloudFormation"
        case .untouched: "not touched"
        }
    }

    /// The name of its style in pages and pictures.
    package var style: String {
        switch self {
        case .added: "added"
        case .changed: "changed"
        case .replaced, .mayBeReplaced: "replaced"
        case .moved: "moved"
        case .removed, .refused: "removed"
        case .untouched: "untouched"
        }
    }
}
