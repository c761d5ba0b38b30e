import Template
import XCTest

@testable import CloudFormation

/// What synthesis makes of an app with one root stack, called `Root`.
func synthesize(_ build: (Stack) -> Void) -> Assembly {
    let app = App()
    build(app.stack("Root"))
    return app.synthesize()
}

extension Assembly {
    /// The template of the stack at the path below the root: `"Network"`, `"Platform.Network"`; the root's own for "".
    func template(_ path: String = "") -> String {
        let fileName =
            (["Root"] + path.split(separator: ".").map(String.init)).joined(separator: ".") + ".template.json"
        guard let template = templates.first(where: { $0.fileName == fileName }) else { return "no \(fileName)" }
        return String(decoding: template.contents, as: UTF8.self)
    }

    /// One section of a template, moved to the left margin: `{ ... }`.
    func section(_ name: String, of path: String = "") -> String {
        let lines = template(path).split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("  \"\(name)\": ") }) else { return "no \(name)" }
        let first = lines[start].dropFirst("  \"\(name)\": ".count)
        guard first == "{" else { return String(first.last == "," ? first.dropLast() : first) }
        let rest = lines[(start + 1)...].prefix { !$0.hasPrefix("  }") }
        return ([first] + rest.map { $0.dropFirst(2) } + ["}"]).joined(separator: "\n")
    }

    /// The codes of the diagnostics, warnings among them.
    var codes: [String] { diagnostics.map(\.code) }

    /// The diagnostics as users read them.
    var messages: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// How a value renders as a property, on one line.
func rendered(_ value: some TemplateValue) -> String {
    rendered { _ in value }
}

/// How what `make` makes of a stack renders as a property, on one line.
func rendered(_ make: (Stack) -> some TemplateValue) -> String {
    let app = App()
    let stack = app.stack("Root")
    stack.add("R", RawResource("A::B::C", properties: ["P": JSON(make(stack))]))
    let resolved = Resolver(app.collect()).resolve(app).stacks[0]
    let property = resolved.resources.first { $0.logicalID == "R" }!.properties[0].value
    let text = String(decoding: resolved.named(property).rendered, as: UTF8.self)
    return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
}

/// A resource that everyone understands and that can be told apart.
func bucket(_ name: JSON = "b") -> RawResource {
    RawResource("Own::S3::Bucket", properties: ["BucketName": name])
}

/// A resource type as the generated modules declare them.
enum Test {
    struct Thing: ResourceType {
        static let typeName = "Test::Thing"
        static let tagging = Tagging.list("Tags")
        let properties: Properties

        init(properties: Properties) {
            self.properties = properties
        }

        init(
            name: Value<String>? = nil, size: Value<Int>? = nil, parents: List<Value<ID<Thing>>>? = nil,
            tags: List<Tag>? = nil
        ) {
            var properties = Properties()
            properties.set("Name", name?.expression)
            properties.set("Parents", parents?.expression)
            properties.set("Size", size?.expression)
            properties.set("Tags", tags?.expression)
            self.init(properties: properties)
        }
    }
}

extension Test.Thing: ParameterIdentifiable {
    static let parameterType = "Test::Thing::Id"
}

extension Resource<Test.Thing> {
    var thingID: Value<ID<Test.Thing>> { reference() }
    var address: Value<String> { attribute("Endpoint.Address") }
    var zones: List<Value<String>> { attribute("Zones") }
}
