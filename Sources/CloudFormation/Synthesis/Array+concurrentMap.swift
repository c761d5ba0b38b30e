import Dispatch

extension Array {
    /// The results in the order of the elements, made on all cores.
    ///
    /// - Parameter transform: changes nothing that another call of it reads.
    func concurrentMap<Result>(_ transform: (Element) -> Result) -> [Result] {
        var results = [Result?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { results in
            // Each result is written by one call, and the elements are only read.
            nonisolated(unsafe) let results = results
            nonisolated(unsafe) let elements = self
            withoutActuallyEscaping(transform) { transform in
                nonisolated(unsafe) let transform = transform
                DispatchQueue.concurrentPerform(iterations: elements.count) { index in
                    results[index] = transform(elements[index])
                }
            }
        }
        return results.compactMap(\.self)
    }
}
