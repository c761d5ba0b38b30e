import AWSAccess
import Foundation

/// A snapshot of a database instance. Amazon RDS API Reference, "DBSnapshot".
struct DatabaseSnapshot: Decodable, Sendable, Equatable {
    let name: String
    let arn: String
    /// The identifier of the instance it was made of, which may be gone.
    let instance: String
    /// `manual`, `automated` or `awsbackup`.
    let type: String
    /// `creating`, `copying`, `available`, `failed`, `deleting` and others.
    let status: String
    /// 0 to 100, while it is made or copied.
    let percent: Int?
    /// When it was made or copied; nil before it is complete.
    let created: Date?
    /// When the data was, which copying does not change.
    let dataTime: Date?
    /// The instance's storage when it was made, in GiB; what it holds is no more.
    let gibibytes: Int?
    let isEncrypted: Bool
    /// The region it was made in or copied from.
    let sourceRegion: String?
    let tags: ResourceTags

    /// Whether it can be restored.
    var isGood: Bool { status == "available" }
    /// Whether people or tools made it, and it stays until somebody deletes it.
    var isManual: Bool { type == "manual" }
    /// Whether nothing will become of it.
    var isFailed: Bool { status == "failed" || status.hasPrefix("incompatible-") }
    /// Whether it is being deleted.
    var isGoing: Bool { status == "deleting" || status == "deleted" }

    /// RDS keeps identifiers in lower case, and compares them so.
    func isOf(_ instance: String) -> Bool { self.instance.lowercased() == instance.lowercased() }

    private enum CodingKeys: String, CodingKey {
        case name = "dBSnapshotIdentifier"
        case arn = "dBSnapshotArn"
        case instance = "dBInstanceIdentifier"
        case type = "snapshotType"
        case status
        case percent = "percentProgress"
        case created = "snapshotCreateTime"
        case dataTime = "originalSnapshotCreateTime"
        case gibibytes = "allocatedStorage"
        case isEncrypted = "encrypted"
        case sourceRegion
        case tags = "tagList"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        arn = try values.decodeIfPresent(String.self, forKey: .arn) ?? ""
        instance = try values.decode(String.self, forKey: .instance)
        type = try values.decode(String.self, forKey: .type)
        status = try values.decode(String.self, forKey: .status)
        percent = try values.decodeIfPresent(Int.self, forKey: .percent)
        let created = try values.decodeIfPresent(ServiceTime.self, forKey: .created)?.date
        self.created = created
        dataTime = try values.decodeIfPresent(ServiceTime.self, forKey: .dataTime)?.date ?? created
        gibibytes = try values.decodeIfPresent(Int.self, forKey: .gibibytes)
        isEncrypted = try values.decodeIfPresent(Bool.self, forKey: .isEncrypted) ?? false
        sourceRegion = try values.decodeIfPresent(String.self, forKey: .sourceRegion)
        tags = try values.decodeIfPresent(ResourceTags.self, forKey: .tags) ?? ResourceTags()
    }
}
