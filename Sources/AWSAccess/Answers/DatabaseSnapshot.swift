import Foundation

/// A snapshot of a database instance. Amazon RDS API Reference, "DBSnapshot".
package struct DatabaseSnapshot: Decodable, Sendable, Equatable {
    package let name: String
    package let arn: String
    /// The identifier of the instance it was made of, which may be gone.
    package let instance: String
    /// `manual`, `automated` or `awsbackup`.
    package let type: String
    /// `creating`, `copying`, `available`, `failed`, `deleting` and others.
    package let status: String
    /// 0 to 100, while it is made or copied.
    package let percent: Int?
    /// When it was made or copied; nil before it is complete.
    package let created: Date?
    /// When the data was, which copying does not change.
    package let dataTime: Date?
    /// The instance's storage when it was made, in GiB; what it holds is no more.
    package let gibibytes: Int?
    package let isEncrypted: Bool
    /// The region it was made in or copied from.
    package let sourceRegion: String?
    package let tags: ResourceTags

    /// Whether it can be restored.
    package var isGood: Bool { status == "available" }
    /// Whether people or tools made it, and it stays until somebody deletes it.
    package var isManual: Bool { type == "manual" }
    /// Whether nothing will become of it.
    package var isFailed: Bool { status == "failed" || status.hasPrefix("incompatible-") }
    /// Whether it is being deleted.
    package var isGoing: Bool { status == "deleting" || status == "deleted" }

    /// RDS keeps identifiers in lower case, and compares them so.
    package func isOf(_ instance: String) -> Bool { self.instance.lowercased() == instance.lowercased() }

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

    package init(from decoder: any Decoder) throws {
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
