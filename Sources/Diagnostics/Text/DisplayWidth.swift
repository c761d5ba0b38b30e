extension String {
    /// How many terminal cells the text takes: combining marks none, East Asian wide characters and emoji two.
    ///
    /// French text is one cell a letter whether its accents are composed or not, because a Swift `Character` is what a
    /// reader calls one.
    public var displayWidth: Int {
        var isASCII = true
        var length = 0
        for byte in utf8 {
            if byte >= 0x80 {
                isASCII = false
                break
            }
            length += 1
        }
        return isASCII ? length : reduce(0) { $0 + $1.displayWidth }
    }

    /// The text cut to at most `width` cells; what was cut shows as `…`.
    public func truncated(toDisplayWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in self {
            guard used + character.displayWidth <= width - 1 else { break }
            kept.append(character)
            used += character.displayWidth
        }
        return kept + "…"
    }

    /// The text followed by spaces up to `width` cells.
    public func padded(toDisplayWidth width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth))
    }
}

extension Character {
    /// How many terminal cells the character takes: 0, 1 or 2.
    var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x0300...0x036F: return 0
        case 0x20..<0x1100: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
