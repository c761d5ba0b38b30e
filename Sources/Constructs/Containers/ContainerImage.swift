import AWSECR
import IdentityConstructs

/// A container image, as functions, tasks and services take it.
///
///     let proxy: ContainerImage = "public.ecr.aws/nginx/nginx:1.29"
///     let own = ContainerImage(in: images, tag: "2026-11-29")
///     let built = ContainerImage(in: images, digest: stack.parameter("WorkerDigest"))
///
/// An image by digest is always the same one, so that a change of it is a change of the template or of a parameter. A tag can
/// be moved to another image unless the repository forbids it, and then nothing is deployed and something else runs.
public struct ContainerImage: Sendable {
    /// As services take it: `HOST/NAME:TAG` or `HOST/NAME@sha256:...`.
    public let uri: Value<String>
    /// The repository that it is in, where that is one of the app or is known to it; nil for one of somebody else's.
    private let repository: Value<ARN<ECR.Repository>>?
    /// What is wrong with how it is named, and what to write; nil where nothing is, or nobody can tell yet.
    private let problem: (message: String, fix: String)?

    /// An image somewhere else: in a public registry, or in another account's repository.
    ///
    /// - Parameter uri: with a tag or a digest. Without either it is whatever was pushed last as `latest`.
    public init(_ uri: Value<String>) {
        self.uri = uri
        repository = nil
        problem = uri.literal.flatMap(Self.problem(ofURI:))
    }

    /// An image that has a tag in a repository.
    ///
    /// - Parameter tag: letters, digits, `_`, `.` and `-`, 128 at most.
    public init(in repository: Repository, tag: Value<String>) {
        self.init(uri: repository.uri, arn: repository.arn, tag: tag)
    }

    /// An image that has a digest in a repository.
    ///
    /// - Parameter digest: `sha256:` and 64 hexadecimal digits, as `docker push` and the repository show it. The image needs
    ///   a tag too: what has none is not kept.
    public init(in repository: Repository, digest: Value<String>) {
        self.init(uri: repository.uri, arn: repository.arn, digest: digest)
    }

    /// An image that has a tag in a repository that no construct made.
    ///
    /// - Parameter tag: letters, digits, `_`, `.` and `-`, 128 at most.
    public init(in repository: Resource<ECR.Repository>, tag: Value<String>) {
        self.init(uri: repository.repositoryUri, arn: repository.arn, tag: tag)
    }

    /// An image that has a digest in a repository that no construct made.
    ///
    /// - Parameter digest: `sha256:` and 64 hexadecimal digits, as `docker push` and the repository show it.
    public init(in repository: Resource<ECR.Repository>, digest: Value<String>) {
        self.init(uri: repository.repositoryUri, arn: repository.arn, digest: digest)
    }

    private init(uri repositoryURI: Value<String>, arn: Value<ARN<ECR.Repository>>, tag: Value<String>) {
        uri = "\(repositoryURI):\(tag)"
        repository = arn
        problem = Self.problem(
            ofThe: "tag", tag, Self.isTag, allowed: "letters, digits, '_', '.' and '-', 128 at most")
    }

    private init(uri repositoryURI: Value<String>, arn: Value<ARN<ECR.Repository>>, digest: Value<String>) {
        uri = "\(repositoryURI)@\(digest)"
        repository = arn
        problem = Self.problem(
            ofThe: "digest", digest, Self.isDigest, allowed: "sha256: and 64 hexadecimal digits")
    }

    /// Allows a role to pull the image, as the role with which ECS starts tasks needs it; says what is wrong with how the
    /// image is named. What is in no repository of the app needs no permission of this account.
    ///
    /// - Parameter name: what the grant is for, in the role's scope.
    /// - Returns: what to wait for before starting a task; nil where nothing is granted.
    @discardableResult
    public func grantPull(to grantee: some Grantee, as name: String = "PullImage") -> Grant? {
        let role = grantee.actingRole
        reportProblem(to: role.scope)
        return repository.map { role.allow(name, Repository.pulling(from: $0)) }
    }

    /// Whether it is in a repository of the app, or in one that is known to it.
    package var isOfTheApp: Bool { repository != nil }

    /// Says what is wrong with how the image is named, if anything is.
    package func reportProblem(to scope: Scope) {
        if let problem { scope.report("container-image", problem.message, fix: problem.fix) }
    }

    // MARK: - Names

    private static func problem(
        ofThe part: String, _ value: Value<String>, _ isAllowed: (String) -> Bool, allowed rule: String
    ) -> (message: String, fix: String)? {
        guard let text = value.literal, !isAllowed(text) else { return nil }
        return ("the image's \(part) is '\(text)'; allowed: \(rule)", "write the \(part) as the repository has it")
    }

    private static func problem(ofURI uri: String) -> (message: String, fix: String)? {
        let (name, digest) = uri.divided(at: "@")
        if let digest {
            guard !isDigest(digest) || name.isEmpty else { return nil }
            return (
                "the image is '\(uri)', and what stands behind '@' is no digest; allowed: sha256: and 64 hexadecimal digits",
                "write the digest as the registry has it"
            )
        }
        // A port stands before the first slash.
        let last = uri.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard let tag = last.divided(at: ":").rest, isTag(tag) else {
            return (
                "the image is '\(uri)', without a tag or a digest: another one runs whenever somebody pushes 'latest'",
                "name a version, as in '\(uri.isEmpty ? "nginx" : uri):1.29', or better a digest"
            )
        }
        return nil
    }

    private static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return text.utf8.count <= 128
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    }

    private static func isDigest(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(7)
        return text.hasPrefix("sha256:") && digits.count == 64
            && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}

extension ContainerImage: ExpressibleByStringLiteral {
    /// An image somewhere else.
    public init(stringLiteral uri: String) { self.init(Value(uri)) }
}

extension String {
    /// What stands before and behind the first of a character; nil where it has none.
    fileprivate func divided(at separator: Character) -> (first: String, rest: String?) {
        guard let index = firstIndex(of: separator) else { return (self, nil) }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }
}
