import AWSAccess
import Archives
import Foundation
import JSON

/// What a folder of the bucket holds, as far as this tool put it there: the object `.manifest.json` beside the objects.
///
/// ```json
/// {
///   "complete" : true,
///   "format" : 1,
///   "objects" : [
///     {
///       "bytes" : 1204, "contentType" : "image/svg+xml", "etag" : "\"9b2c...\"", "path" : "images/logo.svg",
///       "run" : "6F1C...", "sentAt" : "2026-01-31T09:30:00Z", "sha256" : "e3b0..."
///     }
///   ],
///   "run" : "6F1C...",
///   "writtenAt" : "2026-01-31T09:30:02Z"
/// }
/// ```
///
/// | key | meaning |
/// |---|---|
/// | `format` | 1; another number is another shape, and is not read |
/// | `run` | the run that wrote this: an identifier that it made up |
/// | `complete` | false while a run goes on, and after one that failed or was stopped |
/// | `writtenAt`, `sentAt` | UTC |
/// | `until` | only while a run goes on: until when it holds the folder for itself, and is to write this again |
/// | `path` | the object's key without the folder's prefix |
/// | `sha256`, `bytes`, `contentType` | of the file that was sent |
/// | `etag` | the object's entity tag, as the bucket listed it after it arrived |
///
/// Why a manifest: nothing else tells the content of ten thousand objects in a few calls. An entity tag is the MD5 of
/// the content only without KMS keys and multipart uploads (Amazon S3 API Reference, "Object"). Checksums of the
/// content cost one call an object ("GetObjectAttributes"), and are made of the parts' for multipart uploads; a listing
/// names only their algorithm ("ListObjectsV2").
///
/// Why it can be trusted: an entry counts only as long as the bucket lists the object with the same entity tag and
/// size, whatever the tag was made of. The tag changes with the content, so an object that somebody else wrote,
/// restored or removed is sent again; so is everything when the manifest is missing or damaged. A doubt costs a
/// transfer, never a wrong object.
struct Manifest: Sendable, Equatable {
    /// An object that arrived.
    struct Entry: Codable, Sendable, Equatable {
        let path: ObjectKey
        let sha256: SHA256.Digest
        let bytes: Int
        let contentType: String
        let etag: String
        @ISO8601Time var sentAt: Date
        let run: String
    }

    static let currentFormat = 1

    let run: String
    var complete = false
    var writtenAt: Date
    var until: Date?
    private(set) var entries: [ObjectKey: Entry] = [:]

    init(run: String, writtenAt: Date, entries: [ObjectKey: Entry] = [:]) {
        self.run = run
        self.writtenAt = writtenAt
        self.entries = entries
    }

    mutating func record(_ entry: Entry) { entries[entry.path] = entry }
    mutating func remove(_ path: ObjectKey) { entries[path] = nil }

    /// Why a manifest does not count.
    struct Unreadable: Error, Equatable { let reason: String }

    /// Reads the object's content.
    init(reading data: Data) throws(Unreadable) {
        struct Format: Decodable { let format: Int }
        let format: Int
        do throws(JSONError) {
            // However many objects there are.
            let value = try JSONValue(parsing: Array(data), limits: JSONLimits(bytes: .max))
            format = try value.decoded(as: Format.self).format
            if format == Self.currentFormat {
                self = try value.decoded()
                return
            }
        } catch {
            throw Unreadable(reason: "is damaged (\(error))")
        }
        throw Unreadable(reason: "has format \(format), and not \(Self.currentFormat)")
    }

    /// The object's content: the same bytes for the same manifest.
    func written() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

/// The objects are a list and not an object of JSON: two names that Swift's strings take for the same would become one
/// there.
extension Manifest: Codable {
    private enum CodingKeys: CodingKey { case format, run, complete, writtenAt, until, objects }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        run = try container.decode(String.self, forKey: .run)
        complete = try container.decode(Bool.self, forKey: .complete)
        writtenAt = try container.decode(ISO8601Time.self, forKey: .writtenAt).wrappedValue
        until = try container.decodeIfPresent(ISO8601Time.self, forKey: .until)?.wrappedValue
        for entry in try container.decode([Entry].self, forKey: .objects) { record(entry) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.currentFormat, forKey: .format)
        try container.encode(run, forKey: .run)
        try container.encode(complete, forKey: .complete)
        try container.encode(ISO8601Time(wrappedValue: writtenAt), forKey: .writtenAt)
        try container.encodeIfPresent(until.map(ISO8601Time.init), forKey: .until)
        try container.encode(entries.values.sorted { $0.path < $1.path }, forKey: .objects)
    }
}
