/// What a server sent is no HTTP/1.1 response.
struct MalformedResponse: Error, Equatable {
    /// What is wrong, such as `no status line`.
    let reason: String
}
