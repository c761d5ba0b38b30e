extension String {
    /// Whether a byte stands in the text. By hand, since every text of a template is asked, and there are debug builds.
    package func hasByte(_ byte: UInt8) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { buffer -> Bool in
            guard var place = buffer.baseAddress else { return false }
            let end = place + buffer.count
            while place < end, place.pointee != byte { place += 1 }
            return place < end
        }
        return found ?? utf8.contains(byte)
    }
}
