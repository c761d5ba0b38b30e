/// Puts pieces side by side and below each other, in their order.
struct Packing {
    private(set) var positions: [Point] = []
    private(set) var size = Point(x: 0, y: 0)
    private static let gap = 40
    private static let smallGap = 24

    /// - Parameter width: how wide all of them together should be; a wide piece makes it wider.
    init(_ sizes: [Point], width: Int) {
        let width = max(width, sizes.map(\.x).max() ?? 0)
        var x = 0
        var top = 0
        var height = 0
        var index = 0
        while index < sizes.count {
            // Pieces of about the same width stand below each other, as long as the row is as high.
            var column = [index]
            var columnWidth = sizes[index].x
            var columnHeight = sizes[index].y
            while let next = column.last.map({ $0 + 1 }), next < sizes.count,
                columnHeight + Self.smallGap + sizes[next].y <= height, abs(sizes[next].x - columnWidth) < 60
            {
                column.append(next)
                columnHeight += Self.smallGap + sizes[next].y
                columnWidth = max(columnWidth, sizes[next].x)
            }
            if x > 0, x + columnWidth > width {
                top += height + Self.gap
                (x, height) = (0, 0)
                continue
            }
            var y = top
            for piece in column {
                positions.append(Point(x: x, y: y))
                y += sizes[piece].y + Self.smallGap
            }
            height = max(height, columnHeight)
            size = Point(x: max(size.x, x + columnWidth), y: max(size.y, top + height))
            x += columnWidth + Self.gap
            index += column.count
        }
    }
}
