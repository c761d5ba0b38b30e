import Template

/// Literals in which nothing was wrong when they were held against one schema: resources of a type mostly have the same
/// ones, and to compare takes a fraction of looking at them again.
struct SoundValues {
    /// Each of which every other value is compared with: few, for those that differ from resource to resource.
    private static let mostKnown = 4

    private var known: [Template.Expression] = []
    /// What the next one takes the place of.
    private var oldest = 0

    func contains(_ value: Template.Expression) -> Bool {
        var index = 0
        while index < known.count {
            if known[index].isSameLiteral(as: value) { return true }
            index += 1
        }
        return false
    }

    /// Remembers a value that comes to the same wherever it stands, and nothing else.
    mutating func insert(_ value: Template.Expression) {
        guard value.isLiteralThroughout else { return }
        if known.count < Self.mostKnown {
            known.append(value)
        } else {
            known[oldest] = value
            oldest = (oldest + 1) % Self.mostKnown
        }
    }
}

// By hand, since every property is asked, and there are debug builds.

extension Template.Expression {
    /// Whether no function stands in it, nor what a macro makes something of.
    fileprivate var isLiteralThroughout: Bool {
        switch self {
        case .boolean, .number, .string: return true
        case .null, .ref, .getAtt, .sub, .call, .malformed: return false
        case .list(let elements):
            var index = 0
            while index < elements.count {
                if !elements[index].isLiteralThroughout { return false }
                index += 1
            }
            return true
        case .object(let object):
            if object.hasMacros { return false }
            var index = 0
            while index < object.entries.count {
                if !object.entries[index].value.isLiteralThroughout { return false }
                index += 1
            }
            return true
        }
    }

    /// Whether both are one literal, written in the same order.
    fileprivate func isSameLiteral(as other: Template.Expression) -> Bool {
        switch (self, other) {
        case (.string(let own), .string(let its)): return own == its
        case (.number(let own), .number(let its)): return own.text == its.text
        case (.boolean(let own), .boolean(let its)): return own == its
        case (.list(let own), .list(let its)):
            guard own.count == its.count else { return false }
            var index = 0
            while index < own.count {
                if !own[index].isSameLiteral(as: its[index]) { return false }
                index += 1
            }
            return true
        case (.object(let own), .object(let its)):
            guard own.count == its.count else { return false }
            var index = 0
            while index < own.count {
                guard own.entries[index].key == its.entries[index].key,
                    own.entries[index].value.isSameLiteral(as: its.entries[index].value)
                else { return false }
                index += 1
            }
            return true
        default: return false
        }
    }
}
