import Archives
import Foundation
import Template
import XCTest

@testable import CloudFormation

/// Files and folders of the repository that AWS gets.
final class AssetTests: XCTestCase {
    /// From the project's folder, as users name it.
    private let folder = ".build/asset-tests/\(UUID().uuidString)"

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String, mode: Int = 0o644, in folder: String? = nil) throws {
        let path = "\(folder ?? self.folder)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// A function whose code an asset is.
    @discardableResult private func function(
        _ stack: Scope, _ code: Asset, handler: JSON = "index.handler", layers: JSON? = nil,
        runtime: JSON = "python3.13"
    ) -> Resource<RawResource> {
        let made = stack.add(
            "Function",
            RawResource(
                "AWS::Lambda::Function",
                properties: [
                    "Code": ["S3Bucket": JSON(code.bucketName), "S3Key": JSON(code.key)], "Handler": handler,
                    "Role": "arn:aws:iam::123456789012:role/hello", "Runtime": runtime,
                ]))
        if let layers { made.override("Layers", with: layers) }
        return made
    }

    private func app(ignoring patterns: [String] = [], in folder: String? = nil) -> Assembly {
        synthesize { function($0, $0.asset((folder ?? self.folder) + "/", ignoring: patterns)) }
    }

    private func content(_ assembly: Assembly) throws -> AssetContent {
        guard case .repository(_, let content) = try XCTUnwrap(assembly.assets.first).origin else {
            throw XCTSkip("it is built")
        }
        return content
    }

    private func names(_ assembly: Assembly) throws -> [String] { try XCTUnwrap(content(assembly).directory).names }

    // MARK: - The template

    func testATemplateNamesAFolderByTheHashOfItsArchive() throws {
        try write("def handler(event, context): return 1\n", to: "index.py")
        let assembly = app()
        XCTAssertEqual(assembly.messages, "")
        let content = try content(assembly)
        XCTAssertEqual(content.hash, SHA256.digest(of: content.bytes).description)
        XCTAssertTrue(
            assembly.template().contains(
                """
                        "Code": {
                          "S3Bucket": { "Ref": "ArtifactBucket" },
                          "S3Key": { "Fn::Sub": "${ArtifactFolder}/\(folder).\(content.hash).zip" }
                        },
                """), assembly.template())
        XCTAssertEqual(assembly.template().components(separatedBy: content.hash).count, 2, "one line of the template")
        XCTAssertEqual(
            assembly.templates[0].parameters.map(\.supply), [.artifactFolder, .artifactBucket],
            "nobody is asked for what a deployment knows")
    }

    func testAChangedFileIsOneLineOfTheTemplate() throws {
        try write("1", to: "index.py")
        let old = app().template().split(separator: "\n")
        try write("2", to: "index.py")
        let new = app().template().split(separator: "\n")
        XCTAssertEqual(zip(old, new).count { $0 != $1 }, 1)
        XCTAssertEqual(old.count, new.count)
    }

    func testNestedStacksReceiveWhatTheRootIsGiven() throws {
        try write("1", to: "index.py")
        let assembly = synthesize { root in
            let nested = root.nestedStack("Compute").nestedStack("Inner")
            function(nested.scope("Hello"), nested.asset(folder))
            function(root.scope("Again"), root.asset(folder))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Parameters", of: "Compute.Inner"),
            """
            {
              "ArtifactBucket": {
                "Type": "String"
              },
              "ArtifactFolder": {
                "Type": "String"
              }
            }
            """)
        XCTAssertTrue(
            assembly.template().contains(#""ArtifactBucket": { "Ref": "ArtifactBucket" }"#), assembly.template())
        let keys = assembly.assets.compactMap(\.objectName)
        XCTAssertEqual(Set(keys).count, 1, "the same files are one object")
    }

    func testAFileIsUploadedAsItIs() throws {
        try write("{}", to: "settings.json")
        let assembly = synthesize { stack in
            let settings = stack.asset("./\(folder)/settings.json")
            stack.add("Settings", bucket(JSON(settings.url)))
            stack.output("ARN", settings.objectARN)
        }
        let hash = SHA256.digest(of: Array("{}".utf8)).description
        XCTAssertEqual(try content(assembly).bytes, Array("{}".utf8))
        XCTAssertEqual(assembly.assets.first?.objectName, "\(folder)/settings.\(hash).json")
        XCTAssertTrue(
            assembly.template().contains(
                "s3://${ArtifactBucket}/${ArtifactFolder}/\(folder)/settings.\(hash).json"), assembly.template())
        XCTAssertTrue(
            assembly.template().contains("arn:${AWS::Partition}:s3:::${ArtifactBucket}/"), assembly.template())
    }

    func testWhatIsBuiltIsAParameterWhateverLiesThere() throws {
        let first = synthesize { stack in
            function(stack.nestedStack("Compute"), stack.builtAsset("Worker", at: "\(folder)/worker.zip"))
        }
        try write("built", to: "worker.zip")
        let second = synthesize { stack in
            function(stack.nestedStack("Compute"), stack.builtAsset("Worker", at: "\(folder)/worker.zip"))
        }
        XCTAssertEqual(first.messages, "")
        XCTAssertEqual(first.templates.map(\.contents), second.templates.map(\.contents))
        XCTAssertTrue(
            first.template("Compute").contains(#""S3Key": { "Ref": "WorkerKey" }"#), first.template("Compute"))
        XCTAssertEqual(first.templates[0].parameters.map(\.supply), [.builtAsset(name: "Worker"), .artifactBucket])
    }

    func testTwoBuildsNeedTwoNames() {
        let assembly = synthesize { stack in
            function(stack.scope("A"), stack.builtAsset("Worker", at: ".build/a"))
            function(stack.scope("B"), stack.builtAsset("Worker", at: ".build/b"))
        }
        XCTAssertTrue(assembly.codes.contains("name-collision"), assembly.messages)
    }

    // MARK: - The same bytes everywhere

    func testBytesDependOnNamesAndContentsAlone() throws {
        let files = ["index.py": "a", "lib/b.py": "b", "lib/a.py": String(repeating: "again ", count: 900)]
        for (name, text) in files.sorted(by: { $0.key < $1.key }) { try write(text, to: name) }
        let first = try content(app())
        let other = folder + "-other"
        defer { try? FileManager.default.removeItem(atPath: other) }
        for (name, text) in files.sorted(by: { $0.key > $1.key }) {
            try write(text, to: name, mode: 0o700, in: other)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: "\(other)/\(name)")
        }
        XCTAssertEqual(try content(app(in: other)).bytes, first.bytes)
        XCTAssertEqual(try names(app()), ["index.py", "lib/a.py", "lib/b.py"])
    }

    func testOtherNamesAndOtherContentsAreOtherBytes() throws {
        try write("a", to: "index.py")
        var hashes = [try content(app()).hash]
        try write("b", to: "index.py")
        hashes.append(try content(app()).hash)
        try write("", to: "more.py")
        hashes.append(try content(app()).hash)
        XCTAssertEqual(Set(hashes).count, 3)
    }

    // MARK: - What is left out

    func testHiddenFilesAndThoseOfPatternsAreLeftOut() throws {
        for name in [
            "index.py", ".env", ".git/config", "__pycache__/index.pyc", "old.pyc", "tests/a.py", "lib/tests/b.py",
            "lib/notes.md", "notes.md", "lib/kept.txt", "dist/a/b/c.bin", "dist/kept.bin", ".well-known/x",
        ] { try write("x", to: name) }
        XCTAssertEqual(
            try names(
                app(ignoring: [
                    "tests/", "/notes.md", "lib/*.txt", "!lib/kept.txt", "dist/**/c.*", "!.well-known/",
                ])),
            [".well-known/x", "dist/kept.bin", "index.py", "lib/kept.txt", "lib/notes.md"])
    }

    func testPatternsMeanWhatTheyMeanInGit() {
        let cases: [(String, String, Bool)] = [
            ("*.md", "a/b.md", true), ("*.md", "a.mdx", false), ("a?c", "abc", true), ("a?c", "a/c", false),
            ("/a", "a", true), ("/a", "b/a", false), ("a/b", "a/b", true), ("a/b", "x/a/b", false),
            ("**/a/b", "x/y/a/b", true), ("a/**", "a/b/c", true), ("*a*b*", "xxaxxbxx", true),
            ("*a*b*", "xxbxxa", false),
        ]
        for (pattern, path, expected) in cases {
            XCTAssertEqual(IgnoredNames([pattern]).contains(path, isFolder: false), expected, "\(pattern) \(path)")
        }
        XCTAssertFalse(IgnoredNames(["a/"]).contains("a", isFolder: false), "a slash at the end is about folders")
    }

    func testAPatternThatWouldMeanSomethingElseIsRefused() throws {
        try write("x", to: "index.py")
        for pattern in ["[ab].py", "a\\ b", "", "!", "../x"] {
            XCTAssertTrue(app(ignoring: [pattern]).messages.contains("'\(pattern)'"), app(ignoring: [pattern]).messages)
        }
    }

    func testLinksWithinTheFolderAreFollowedAndOthersAreTold() throws {
        try write("x", to: "index.py")
        try write("secret", to: ".env")
        try write("y", to: "lib/y.py")
        for (link, target) in [
            ("same.py", "index.py"), ("passwd", "/etc/passwd"), ("env", ".env"), ("libs", "lib"), ("lost", "nowhere"),
        ] { try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(link)", withDestinationPath: target) }
        let assembly = app()
        XCTAssertEqual(try names(assembly), ["index.py", "lib/y.py", "same.py"])
        XCTAssertEqual(assembly.codes, ["asset-left-out"])
        for name in [
            "passwd: a link out of the folder", "env: a link to a hidden file", "lost: a link that leads nowhere",
        ] { XCTAssertTrue(assembly.messages.contains(name), assembly.messages) }
        XCTAssertEqual(app(ignoring: ["passwd", "env", "libs", "lost"]).messages, "")
    }

    func testALinkOutOfTheProjectIsNoAsset() throws {
        try write("x", to: "index.py")
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/etc", withDestinationPath: "/etc")
        let assembly = synthesize { function($0, $0.asset("\(folder)/etc")) }
        XCTAssertTrue(assembly.messages.contains("out of the project's folder"), assembly.messages)
    }

    // MARK: - What is wrong

    func testWhatIsNoAssetIsToldAtItsLine() throws {
        try write("", to: "empty.json")
        try write("x", to: "onlyhidden/.env")
        for (path, problem) in [
            ("\(folder)/nowhere", "is not there"), ("/etc", "is not in the project's folder"),
            ("../elsewhere", "is not in the project's folder"), ("", "is not in the project's folder"),
            ("\(folder)/empty.json", "is empty"), ("\(folder)/onlyhidden", "has no files"),
        ] {
            let assembly = synthesize { function($0, $0.asset(path)) }
            let found = assembly.diagnostics.filter { $0.code == "asset-file" }
            XCTAssertEqual(found.count, 1, "\(path): \(assembly.messages)")
            XCTAssertTrue(found.first?.message.contains(problem) == true, assembly.messages)
            XCTAssertTrue(found.first?.place?.description.contains("AssetTests.swift") == true, assembly.messages)
        }
    }

    func testANameThatIsNoTextIsToldAndNotLeftOut() throws {
        try write("x", to: "index.py")
        #if os(Linux)
        let made = "\(folder)/bad".withCString { path -> Int32 in
            var bytes = Array(UnsafeBufferPointer(start: path, count: strlen(path)))
            bytes += [CChar(bitPattern: 0xFF), 0]
            return open(bytes, O_CREAT | O_WRONLY, 0o644)
        }
        XCTAssertGreaterThanOrEqual(made, 0)
        close(made)
        XCTAssertTrue(app().messages.contains("has a name that is no UTF-8"), app().messages)
        #endif
    }

    func testAnAssetThatNothingUsesIsTold() throws {
        try write("x", to: "index.py")
        let assembly = synthesize { stack in
            _ = stack.asset(folder)
            stack.add("R", bucket())
        }
        XCTAssertEqual(assembly.codes, ["unused-asset"])
        XCTAssertEqual(assembly.templates[0].parameters.map(\.name), [], "nothing is given to nobody")
        let built = synthesize { stack in
            _ = stack.builtAsset("Worker", at: "\(folder)/worker")
            stack.add("R", bucket())
        }
        XCTAssertEqual(built.codes, ["unused-asset"], "what nothing is made of need not be built")
    }

    func testCodeMustBeAnArchive() throws {
        try write("def handler(event, context): return 1\n", to: "index.py")
        let assembly = synthesize { function($0, $0.asset("\(folder)/index.py")) }
        XCTAssertEqual(assembly.codes, ["asset-format"])
    }

    func testCodeHasTheFileThatTheHandlerNames() throws {
        try write("x", to: "main.py")
        try write("x", to: "package/__init__.py")
        XCTAssertEqual(app().codes, ["missing-handler"])
        XCTAssertTrue(app().messages.contains("index.py or index/__init__.py"), app().messages)
        for handler in ["main.handler", "package.handler"] {
            XCTAssertEqual(
                synthesize { function($0, $0.asset(folder), handler: JSON(Value<String>(handler))) }.messages, "")
        }
        // What a wrapper runs is its own affair.
        XCTAssertEqual(
            synthesize {
                function($0, $0.asset(folder)).override(
                    "Environment", with: ["Variables": ["AWS_LAMBDA_EXEC_WRAPPER": "/var/task/run"]])
            }.messages, "")
        // It may be in a layer.
        XCTAssertFalse(
            synthesize {
                function($0, $0.asset(folder), layers: ["arn:aws:lambda:eu-west-3:123456789012:layer:wrapper:1"])
            }.codes.contains("missing-handler"))
    }

    /// AWS Lambda Developer Guide, "Define Lambda function handler in Python", "... in Node.js" and "... in Ruby".
    func testHandlersAreLookedForAsTheirRuntimesDo() throws {
        func isFound(_ handler: String, of runtime: String, in names: String...) throws -> Bool? {
            var archive = ZIPArchive()
            for name in names { try archive.add(name, [1]) }
            let directory = try XCTUnwrap(ZIPDirectory(of: archive.finished()))
            return HandlerFile(handler, of: runtime).map { $0.isIn(directory) }
        }
        for (handler, runtime, name) in [
            ("app/main.handler", "python3.13", "app/main.py"), ("app.main.handler", "python3.13", "app/main.py"),
            ("app.handler", "python3.13", "app/__init__.py"), ("main.handler", "python3.13", "main.pyc"),
            ("main.handler", "python3.13", "main.cpython-313-x86_64-linux-gnu.so"),
            ("index.handler", "nodejs22.x", "index.mjs"), ("src/index.api.get", "nodejs22.x", "src/index.js"),
            ("a.b/index.handler", "nodejs22.x", "a.b/index.cjs"), ("./index.handler", "nodejs22.x", "index.js"),
            ("source.LambdaFunctions::Handler.process", "ruby3.4", "source.rb"),
        ] {
            XCTAssertEqual(try isFound(handler, of: runtime, in: "other.txt", name), true, handler)
            XCTAssertEqual(try isFound(handler, of: runtime, in: "other.txt", name + "x"), false, handler)
        }
        XCTAssertNil(try isFound("com.shop.Handler::handle", of: "java21", in: "a"), "a class is in some file or other")
        XCTAssertNil(try isFound("bootstrap", of: "provided.al2023", in: "a"))
        XCTAssertNil(try isFound("handler", of: "python3.13", in: "a"))
    }

    /// Whichever a condition chooses, it must fit.
    func testBothAssetsOfAConditionAreLookedAt() throws {
        try write("x", to: "a/index.py")
        try write("x", to: "b/main.py")
        let assembly = synthesize { stack in
            let large = stack.condition("Large", stack.parameter("Size") == "large")
            let (a, b) = (stack.asset("\(folder)/a"), stack.asset("\(folder)/b"))
            function(stack, a).override("Code.S3Key", with: JSON(Value.if(large, a.key, else: b.key)))
        }
        XCTAssertEqual(assembly.codes, ["missing-handler"])
        XCTAssertTrue(assembly.messages.contains("/b has no index.py"), assembly.messages)
    }

    /// What AWS refuses when the stack is made: AWS Lambda Developer Guide, "Lambda quotas".
    func testLambdaTakesNoMoreThan250MBUnpackedWithLayers() throws {
        /// An archive that says so of itself.
        func archive(of bytes: UInt32, _ name: String) throws {
            var archive = ZIPArchive()
            try archive.add("index.py", Array("x".utf8))
            var made = archive.finished()
            let size = made.count - 22 - 46 - "index.py".utf8.count + 24
            for index in 0..<4 { made[size + index] = UInt8(truncatingIfNeeded: bytes >> (8 * UInt32(index))) }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(made).write(to: URL(fileURLWithPath: "\(folder)/\(name).zip"))
        }
        func assembly() -> Assembly {
            synthesize { stack in
                let code = stack.asset("\(folder)/layer.zip")
                let layer = stack.add(
                    "Layer",
                    RawResource(
                        "AWS::Lambda::LayerVersion",
                        properties: ["Content": ["S3Bucket": JSON(code.bucketName), "S3Key": JSON(code.key)]]))
                function(stack, stack.asset("\(folder)/code.zip"), layers: [JSON(layer.ref)])
            }
        }
        try archive(of: 200_000_000, "code")
        try archive(of: 62_144_000, "layer")
        XCTAssertEqual(assembly().messages, "")
        try archive(of: 62_144_001, "layer")
        XCTAssertEqual(assembly().codes, ["limit-exceeded"])
        XCTAssertTrue(
            assembly().messages.contains(
                "code.zip has 200000000 bytes unpacked and its layers 62144001; Function takes at most 262144000 in all"
            ),
            assembly().messages)
    }
}
