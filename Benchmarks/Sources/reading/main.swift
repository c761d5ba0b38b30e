import Foundation
import JSON
import Template

// `reading WHAT FILE ROUNDS` reads a file ROUNDS times: as `json`, as a `template`, as one that is `rendered` again, and as
// `foundation` reads JSON.

let arguments = CommandLine.arguments
guard arguments.count == 4, let rounds = Int(arguments[3]) else {
    print("usage: reading json|template|rendered|foundation FILE ROUNDS")
    exit(2)
}
let data = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))
let bytes = Array(data)
var checksum = 0
for _ in 0..<rounds {
    switch arguments[1] {
    case "json": checksum += try JSONValue(parsing: bytes).members?.count ?? 0
    case "template": checksum += try Template(parsing: bytes, file: "template.json").resources.names.count
    case "rendered":
        checksum += try Template(parsing: bytes, file: "template.json").rendered(capacity: bytes.count).count
    case "foundation": checksum += (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0
    default: exit(2)
    }
}
// What is computed is used, so that nothing is left out.
guard checksum > 0 else { exit(1) }
