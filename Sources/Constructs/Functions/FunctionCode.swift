import AWSLambda
import Archives
import ContainerConstructs

/// What a function runs.
public enum FunctionCode {
    /// A file or folder that `deploy` uploads.
    ///
    /// - Parameter handler: as the runtime calls it: `index.handler` is `handler` in `index.py` or `index.mjs`.
    case asset(Asset, runtime: Value<Lambda.Function.Runtime>, handler: Value<String>)
    /// Python or Node.js that stands in the template, as far as that has room. Its file is called `index`.
    case inline(Value<String>, runtime: Value<Lambda.Function.Runtime>, handler: Value<String> = "index.handler")
    /// A container image of a private repository in the function's region.
    case image(ContainerImage)
}

extension FunctionCode {
    var property: Lambda.Function.Code {
        switch self {
        case .asset(let asset, _, _): .init(s3Bucket: asset.bucket, s3Key: asset.key)
        case .inline(let text, _, _): .init(zipFile: .lines(text))
        case .image(let image): .init(imageUri: image.uri)
        }
    }

    var handler: Value<String>? {
        switch self {
        case .asset(_, _, let handler), .inline(_, _, let handler): handler
        case .image: nil
        }
    }

    var runtime: Value<Lambda.Function.Runtime>? {
        switch self {
        case .asset(_, let runtime, _), .inline(_, let runtime, _): runtime
        case .image: nil
        }
    }

    var packageType: Value<Lambda.Function.PackageType>? {
        if case .image = self { .image } else { nil }
    }

    /// What is another one whenever the code is; nil where nobody can tell.
    var identity: Value<String>? {
        switch self {
        case .asset(let asset, _, _): return asset.key
        case .image(let image): return image.uri
        case .inline(let text, _, _):
            guard let code = text.literal else { return nil }
            return "sha256:\(SHA256.digest(of: Array(code.utf8)).description)"
        }
    }

    /// "Create a Lambda function using a container image" in the AWS Lambda developer guide.
    func reportProblem(to scope: Scope) {
        guard case .image(let image) = self else { return }
        image.reportProblem(to: scope)
        if !image.isOfTheApp, let uri = image.uri.literal, !uri.contains(".dkr.ecr.") {
            scope.report(
                "function-image", "Lambda runs images of private repositories in Amazon ECR, and \(uri) is in none",
                fix: "copy it into a repository: ContainerImage(in: repository, digest: ...)")
        }
    }
}
