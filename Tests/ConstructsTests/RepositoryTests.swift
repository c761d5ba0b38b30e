import Constructs
import TemplateTesting
import XCTest

final class RepositoryTests: XCTestCase {
    func testAnImageThatIsThereStaysWhatItIsAndIsLookedThrough() throws {
        let stack = try synthesize { _ = Repository(in: $0.scope("Images")) }
        let repository = stack["ImagesRepository"]
        XCTAssertEqual(repository.Properties.ImageTagMutability, "IMMUTABLE")
        XCTAssertEqual(repository.Properties.ImageScanningConfiguration, ["ScanOnPush": true])
        XCTAssertEqual(repository.Properties.EncryptionConfiguration, ["EncryptionType": "AES256"])
        XCTAssertEqual(repository.Properties.RepositoryPolicyText, .missing, "nobody else is let in")
        XCTAssertEqual(repository.Properties.RepositoryName, .missing, "CloudFormation's own names never collide")
        XCTAssertEqual(repository.DeletionPolicy, "RetainExceptOnCreate", "what runs fetches its image anew")
        XCTAssertEqual(repository.UpdateReplacePolicy, "Retain")
        XCTAssertEqual(stack.resources.count, 1)
    }

    func testItKeepsTheNewestImagesAndNoneWithoutATag() throws {
        let stack = try synthesize { _ = Repository(in: $0.scope("Images"), keepingImages: 20) }
        let text = stack["ImagesRepository"].Properties.LifecyclePolicy.LifecyclePolicyText.string
        let rules = try Node(json: Array(text.utf8)).rules.elements
        XCTAssertEqual(rules.map(\.rulePriority), [1, 2])
        XCTAssertEqual(
            rules.map(\.selection),
            [
                ["tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7],
                ["tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 20],
            ])
        XCTAssertEqual(rules.map(\.action), [["type": "expire"], ["type": "expire"]])
    }

    func testHowManyImagesAreKeptMayDifferBetweenEnvironments() throws {
        let stack = try synthesize(["Kept": "7"]) { stack in
            _ = Repository(in: stack.scope("Images"), keepingImages: stack.parameter("Kept", .integer, default: 50))
        }
        let text = stack["ImagesRepository"].Properties.LifecyclePolicy.LifecyclePolicyText.string
        XCTAssertTrue(text.contains("\"countNumber\": 7"), text)
    }

    func testARepositoryThatGoesWithItsStackGoesWithItsImages() throws {
        let stack = try synthesize { _ = Repository(in: $0.scope("Images"), deletionPolicy: .delete) }
        XCTAssertEqual(stack["ImagesRepository"].DeletionPolicy, "Delete")
        XCTAssertEqual(stack["ImagesRepository"].Properties.EmptyOnDelete, true, "it cannot be deleted otherwise")
    }

    func testAKeyEncryptsImages() throws {
        let key = "arn:aws:kms:eu-west-3:123456789012:key/k"
        let stack = try synthesize { _ = Repository(in: $0.scope("Images"), key: Value(key)) }
        XCTAssertEqual(
            stack["ImagesRepository"].Properties.EncryptionConfiguration,
            ["EncryptionType": "KMS", "KmsKey": .string(key)])
    }

    func testOthersPushAndPullWhereTheyMay() throws {
        let stack = try synthesize { stack in
            let images = Repository(in: stack.scope("Images"))
            images.grantPush(to: Role(in: stack.scope("Builder"), assumedBy: "codebuild.amazonaws.com"))
            images.grantPull(to: Role(in: stack.scope("Starter"), assumedBy: "ecs-tasks.amazonaws.com"))
        }
        let images: Set<String> = ["ImagesRepository.Arn"]
        XCTAssertEqual(
            stack.allowed("StarterRole"),
            [
                "ecr:BatchCheckLayerAvailability": images, "ecr:BatchGetImage": images,
                "ecr:GetDownloadUrlForLayer": images, "ecr:GetAuthorizationToken": ["*"],
            ])
        XCTAssertEqual(
            stack.allowed("BuilderRole"),
            [
                "ecr:BatchCheckLayerAvailability": images, "ecr:BatchGetImage": images,
                "ecr:CompleteLayerUpload": images, "ecr:InitiateLayerUpload": images, "ecr:PutImage": images,
                "ecr:UploadLayerPart": images, "ecr:GetAuthorizationToken": ["*"],
            ])
    }

    func testARepositoryThatWasThereBeforeMayBeAnotherAccounts() throws {
        let stack = try synthesize { stack in
            let own = Repository.existing("Own", named: "shop")
            let other = Repository.existing("Other", named: "shop", account: "210987654321", region: "us-east-1")
            let role = Role(in: stack.scope("Starter"), assumedBy: "ecs-tasks.amazonaws.com")
            own.grantPull(to: role)
            other.grantPull(to: role)
            stack.output("Own", ContainerImage(in: own, tag: "1").uri)
            stack.output("Other", ContainerImage(in: other, tag: "1").uri)
        }
        XCTAssertEqual(stack.outputs["Own"], "123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop:1")
        XCTAssertEqual(stack.outputs["Other"], "210987654321.dkr.ecr.us-east-1.amazonaws.com/shop:1")
        XCTAssertEqual(
            stack.allowed("StarterRole")["ecr:BatchGetImage"],
            [
                "arn:aws:ecr:eu-west-3:123456789012:repository/shop",
                "arn:aws:ecr:us-east-1:210987654321:repository/shop",
            ])
        try stack.expectCount(0, of: "AWS::ECR::Repository")
    }

    func testAnImageOfItIsPulledByWhomItIsGrantedTo() throws {
        let stack = try synthesize { stack in
            let image = ContainerImage(in: Repository(in: stack.scope("Images")), tag: "2026-11-29")
            image.grantPull(to: Role(in: stack.scope("Starter"), assumedBy: "ecs-tasks.amazonaws.com"))
            stack.output("Image", image.uri)
        }
        XCTAssertEqual(stack.outputs["Image"], "ImagesRepository.RepositoryUri:2026-11-29")
        XCTAssertEqual(stack.allowed("StarterRole")["ecr:BatchGetImage"], ["ImagesRepository.Arn"])
    }

    func testARepositoryThatKeepsNothingIsToldWhereItIsMade() {
        assertOneError(
            diagnose { _ = Repository(in: $0.scope("Images"), keepingImages: 0) }, "repository-images", at: #line)
    }
}
