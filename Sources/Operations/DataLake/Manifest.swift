import AWSAccess
import Foundation

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
        let sentAt: Date
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
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let format = try? decoder.decode(Format.self, from: data).format else {
            throw Unreadable(reason: "is damaged")
        }
        guard format == Self.currentFormat else {
            throw Unreadable(reason: "has format \(format), and not \(Self.currentFormat)")
        }
        do {
            self = try decoder.decode(Manifest.self, from: data)
        } catch {
            throw Unreadable(reason: "is damaged")
        }
    }

    /// The object's content: the same bytes for the same manifest.
    func written() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
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
        writtenAt = try container.decode(Date.self, forKey: .writtenAt)
        until = try container.decodeIfPresent(Date.self, forKey: .until)
        for entry in try container.decode([Entry].self, forKey: .objects) { record(entry) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.currentFormat, forKey: .format)
        try container.encode(run, forKey: .run)
        try container.encode(complete, forKey: .complete)
        try container.encode(writtenAt, forKey: .writtenAt)
        try container.encodeIfPresent(until, forKey: .until)
        try container.encode(entries.values.sorted { $0.path < $1.path }, forKey: .objects)
    }
}
