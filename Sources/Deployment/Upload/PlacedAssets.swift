import AWSAccess
import CloudFormation
import Diagnostics
import Foundation

/// The files and folders that templates name as they lie in the artifact bucket, in the stack's folder beside the templates.
struct PlacedAssets: Sendable {
    /// The bytes by the names of the objects, each of which has the hash of its bytes in it.
    let files: [String: [UInt8]]
    /// The names of the objects of what is built, by the parameters that are given their keys.
    let builds: [String: String]
    /// What was not built, cannot be read, or is none that its service takes.
    let problems: [Diagnostic]

    /// None.
    init() { (files, builds, problems) = ([:], [:], []) }

    /// - Parameter readsBuilds: whether what is built is read, which may not be there.
    init(of templates: DeployableTemplates, readingBuilds readsBuilds: Bool = true) {
        var files: [String: [UInt8]] = [:]
        var builds: [String: String] = [:]
        var problems: [Diagnostic] = []
        for asset in templates.assets {
            switch asset.origin {
            case .repository(let name, let content):
                if templates.name(name) { files[name] = content.bytes }
            case .build(let name, let parameter, let source):
                // What nothing is made of has no parameter.
                guard readsBuilds, builds[parameter] == nil, templates.builds.contains(parameter) else { continue }
                do throws(AssetProblem) {
                    let content = try source.read(mayBeElsewhere: true)
                    let object = content.objectName(name)
                    files[object] = content.bytes
                    builds[parameter] = object
                    problems += asset.users.flatMap {
                        $0.problems(with: content, of: asset.path, at: asset.location)
                    }
                } catch {
                    problems.append(
                        Diagnostic(
                            "asset-file", "\(asset.path) \(error.message)", at: asset.location,
                            fix: "build it first, or \(error.fix)"))
                }
            }
        }
        (self.files, self.builds, self.problems) = (files, builds, problems)
    }

    /// How much is sent where nothing is there yet.
    var bytes: Int { files.values.reduce(0) { $0 + $1.count } }

    /// Writes the objects below a folder, under their names.
    func stage(in directory: String) throws {
        for (name, bytes) in files {
            let path = "\(directory)/\(name)"
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw CommandError(
                    "unwritable-file",
                    "cannot make the folder \(folder); check the free space and permissions of the temporary folder (TMPDIR)"
                )
            }
            try TemporaryDirectory.write(Data(bytes), to: path)
        }
    }
}

extension DeployableTemplates {
    /// The values of the parameters that a deployment gives by itself.
    ///
    /// - Parameter folder: of the bucket, that is the stack's.
    func suppliedValues(_ assets: PlacedAssets, in folder: String, of bucket: ArtifactBucket) -> [String: String] {
        let values = (root?.parameters ?? []).compactMap { parameter -> (String, String)? in
            switch parameter.supply {
            case .artifactBucket?: (parameter.name, bucket.name)
            case .artifactFolder?: (parameter.name, folder)
            case .builtAsset?: assets.builds[parameter.name].map { (parameter.name, "\(folder)/\($0)") }
            case nil: nil
            }
        }
        return Dictionary(values) { first, _ in first }
    }

    /// The parameters whose values tell what was built: nobody can build it again to the same bytes.
    var builds: Set<String> {
        Set(
            (root?.parameters ?? []).filter { if case .builtAsset? = $0.supply { true } else { false } }.map(\.name))
    }

    /// Whether some template has an object's name in it.
    fileprivate func name(_ object: String) -> Bool {
        let name = Array(object.utf8)
        return templates.contains { $0.contents.contains(name) }
    }
}
