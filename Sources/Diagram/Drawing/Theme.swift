/// The colours of pictures, light and dark.
enum Theme {
    /// Names with a colour on light ground and one on dark.
    private static let colours: [(name: String, light: String, dark: String)] = [
        ("page", "#ffffff", "#0f141b"), ("text", "#17202e", "#e8ecf2"), ("dim", "#5a6678", "#9aa6b8"),
        ("line", "#7d8aa0", "#7f8da3"), ("card", "#ffffff", "#1a212c"), ("edge", "#d5dbe5", "#323c4b"),
        ("network", "#f7f8fb", "#141a23"), ("border", "#b9c3d3", "#3d4859"), ("subnet", "#ffffff", "#182029"),
        ("open", "#e3f4ea", "#12291e"), ("open-edge", "#2f9463", "#4fbf8a"),
        ("translated", "#e6effc", "#14233b"), ("translated-edge", "#2f6fd6", "#6ea6ff"),
        ("isolated", "#efeafa", "#211a38"), ("isolated-edge", "#7450c8", "#a88bf5"),
        ("unknown", "#eef0f4", "#1f2630"), ("unknown-edge", "#66738a", "#94a1b5"),
        ("outside", "#5c6b82", "#5f6f87"), ("compute", "#d0670f", "#c96a1c"), ("data", "#2a63cf", "#3a73e0"),
        ("storage", "#2c8555", "#2f8d5b"), ("messaging", "#c02a68", "#c73a75"), ("network-tile", "#6a48c4", "#7856d3"),
        ("security", "#b3352c", "#c2463d"), ("operation", "#0b7d80", "#128689"),
        ("added", "#1a7f43", "#4cc47f"), ("added-fill", "#e2f5e9", "#133020"),
        ("changed", "#9a6700", "#e0a83a"), ("changed-fill", "#fdf3d7", "#352a0d"),
        ("replaced", "#b4471b", "#ff9462"), ("replaced-fill", "#fde8dd", "#3b2014"),
        ("removed", "#c0262d", "#ff7b80"), ("removed-fill", "#fde4e5", "#3c181b"),
    ]

    /// The variables as CSS declares them.
    ///
    /// - Parameter selector: for what they count.
    static func variables(of selector: String) -> String {
        func declarations(_ value: (String, String) -> String) -> String {
            colours.map { "--\($0.name):\(value($0.light, $0.dark))" }.joined(separator: ";")
        }
        return """
            \(selector){color-scheme:light dark;\(declarations { light, _ in light })}
            @media (prefers-color-scheme:dark){\(selector){\(declarations { _, dark in dark })}}

            """
    }

    /// The name of the colour of a family's sign.
    static func colour(of family: CardKind.Family) -> String {
        family == .network ? "network-tile" : family.rawValue
    }

    /// How the parts of a picture look.
    static let picture: String = """
        .diagram text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;fill:var(--text)}
        .diagram .title{font-size:20px;font-weight:700}
        .diagram .dim{fill:var(--dim)}
        .diagram .t13{font-size:13px}.diagram .t12{font-size:12px}.diagram .t11{font-size:11px}.diagram .t10{font-size:10px}
        .diagram .b{font-weight:600}
        .diagram .network>rect{fill:var(--network);stroke:var(--border);stroke-width:1.5}
        .diagram .stacks>rect{fill:none;stroke:var(--edge)}
        .diagram .tier>rect{stroke:none}
        .diagram .subnet>rect{fill:var(--subnet);fill-opacity:.72;stroke-dasharray:3 3}
        .diagram .open>rect{fill:var(--open)}.diagram .translated>rect{fill:var(--translated)}.diagram .isolated>rect{fill:var(--isolated)}.diagram .unknown>rect{fill:var(--unknown)}
        .diagram .subnet.open>rect{fill:var(--subnet);stroke:var(--open-edge)}.diagram .subnet.translated>rect{fill:var(--subnet);stroke:var(--translated-edge)}
        .diagram .subnet.isolated>rect{fill:var(--subnet);stroke:var(--isolated-edge)}.diagram .subnet.unknown>rect{fill:var(--subnet);stroke:var(--unknown-edge)}
        .diagram .tier.open>text{fill:var(--open-edge)}.diagram .tier.translated>text{fill:var(--translated-edge)}.diagram .tier.isolated>text{fill:var(--isolated-edge)}.diagram .tier.unknown>text{fill:var(--unknown-edge)}
        .diagram .halo{paint-order:stroke;stroke:var(--subnet);stroke-width:4px;stroke-linejoin:round}
        .diagram .card>rect{fill:var(--card);stroke:var(--edge)}
        .diagram .card.maybe>rect,.diagram .card.elsewhere>rect{stroke-dasharray:4 3;stroke:var(--border)}
        .diagram .glyph{fill:none;stroke:#fff;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
        .diagram .stack>rect{fill:var(--card);stroke:var(--edge)}
        .diagram .way{fill:none;stroke:var(--line);stroke-width:1.5;stroke-linejoin:round}
        .diagram .tip{fill:var(--line)}
        .diagram .traffic .way{stroke:var(--translated-edge);stroke-width:2}.diagram .traffic .tip{fill:var(--translated-edge)}
        .diagram .delivery .way{stroke:var(--messaging)}.diagram .delivery .tip{fill:var(--messaging)}
        .diagram .access .way{stroke:var(--open-edge)}.diagram .access .tip{fill:var(--open-edge)}
        .diagram .maybe .way{stroke-dasharray:5 4}
        .diagram .label>rect{fill:var(--page);stroke:var(--edge)}

        .diagram .marked>rect:first-of-type{stroke-width:2.500;stroke-dasharray:none}
        .diagram .marked.added>rect:first-of-type{stroke:var(--added);fill:var(--added-fill)}.diagram .marked.changed>rect:first-of-type{stroke:var(--changed);fill:var(--changed-fill)}
        .diagram .marked.replaced>rect:first-of-type{stroke:var(--replaced);fill:var(--replaced-fill)}.diagram .marked.removed>rect:first-of-type{stroke:var(--removed);fill:var(--removed-fill);stroke-dasharray:5 4}
        .diagram .marked.moved>rect:first-of-type{stroke:var(--translated-edge);fill:var(--translated)}
        .diagram .badge circle{stroke:var(--page);stroke-width:2}.diagram .badge text{fill:#fff}
        .diagram .badge.added circle{fill:#1a7f43}.diagram .badge.changed circle{fill:#9a6700}.diagram .badge.replaced circle{fill:#b4471b}.diagram .badge.removed circle{fill:#c0262d}.diagram .badge.moved circle{fill:#2f6fd6}
        .diagram .connection.added .way{stroke:var(--added);stroke-width:3}.diagram .connection.added .tip{fill:var(--added)}
        .diagram .connection.removed .way{stroke:var(--removed);stroke-width:3;stroke-dasharray:6 5}.diagram .connection.removed .tip{fill:var(--removed)}

        """
        + CardKind.Family.allCases.map { ".diagram .\($0.rawValue)>.tile{fill:var(--\(colour(of: $0)))}\n" }.joined()
}
