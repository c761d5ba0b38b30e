// swift-tools-version: 6.2
import PackageDescription

// The block below is written by `make resources`. It is text in the manifest, and not read from a directory or a file,
// because SwiftPM caches an evaluated manifest by the manifest's own text: a new service in a directory would go
// unseen.
// services: begin
let services = [
    "AMZNSDC",
    "AWSACMPCA",
    "AWSAIOps",
    "AWSAPS",
    "AWSARCRegionSwitch",
    "AWSARCZonalShift",
    "AWSAWSExternalAnthropic",
    "AWSAccessAnalyzer",
    "AWSAccountAccess",
    "AWSAgentRegistry",
    "AWSAmazonMQ",
    "AWSAmplify",
    "AWSAmplifyUIBuilder",
    "AWSApiGateway",
    "AWSApiGatewayV2",
    "AWSAppConfig",
    "AWSAppFabric",
    "AWSAppFlow",
    "AWSAppIntegrations",
    "AWSAppMesh",
    "AWSAppRunner",
    "AWSAppStream",
    "AWSAppSync",
    "AWSAppTest",
    "AWSApplicationAutoScaling",
    "AWSApplicationInsights",
    "AWSApplicationSignals",
    "AWSAthena",
    "AWSAuditManager",
    "AWSAutoScaling",
    "AWSAutoScalingPlans",
    "AWSB2BI",
    "AWSBCM",
    "AWSBCMDataExports",
    "AWSBackup",
    "AWSBackupGateway",
    "AWSBatch",
    "AWSBcmPricingCalculator",
    "AWSBedrock",
    "AWSBedrockAgentCore",
    "AWSBedrockMantle",
    "AWSBilling",
    "AWSBillingConductor",
    "AWSBraket",
    "AWSBudgets",
    "AWSCDK",
    "AWSCE",
    "AWSCUR",
    "AWSCases",
    "AWSCassandra",
    "AWSCertificateManager",
    "AWSChatbot",
    "AWSChime",
    "AWSCleanRooms",
    "AWSCleanRoomsML",
    "AWSCloud9",
    "AWSCloudFormation",
    "AWSCloudFront",
    "AWSCloudHSM",
    "AWSCloudTrail",
    "AWSCloudWatch",
    "AWSCodeArtifact",
    "AWSCodeBuild",
    "AWSCodeCommit",
    "AWSCodeConnections",
    "AWSCodeDeploy",
    "AWSCodeGuruProfiler",
    "AWSCodeGuruReviewer",
    "AWSCodePipeline",
    "AWSCodeStar",
    "AWSCodeStarConnections",
    "AWSCodeStarNotifications",
    "AWSCognito",
    "AWSComprehend",
    "AWSComputeOptimizer",
    "AWSConfig",
    "AWSConnect",
    "AWSConnectCampaigns",
    "AWSConnectCampaignsV2",
    "AWSControlTower",
    "AWSCustomerProfiles",
    "AWSDAX",
    "AWSDLM",
    "AWSDMS",
    "AWSDRS",
    "AWSDSQL",
    "AWSDataBrew",
    "AWSDataExchange",
    "AWSDataPipeline",
    "AWSDataSync",
    "AWSDataZone",
    "AWSDeadline",
    "AWSDetective",
    "AWSDevOpsAgent",
    "AWSDevOpsGuru",
    "AWSDeviceFarm",
    "AWSDirectConnect",
    "AWSDirectoryService",
    "AWSDocDB",
    "AWSDocDBElastic",
    "AWSDynamoDB",
    "AWSEC2",
    "AWSECR",
    "AWSECS",
    "AWSEFS",
    "AWSEKS",
    "AWSEMR",
    "AWSEMRContainers",
    "AWSEMRServerless",
    "AWSEVS",
    "AWSElastiCache",
    "AWSElasticBeanstalk",
    "AWSElasticLoadBalancing",
    "AWSElasticLoadBalancingV2",
    "AWSElasticsearch",
    "AWSElementalInference",
    "AWSEntityResolution",
    "AWSEventSchemas",
    "AWSEvents",
    "AWSEventsV2",
    "AWSEvidently",
    "AWSFIS",
    "AWSFMS",
    "AWSFSx",
    "AWSFinSpace",
    "AWSForecast",
    "AWSFraudDetector",
    "AWSGameLift",
    "AWSGameLiftStreams",
    "AWSGammaDilithium",
    "AWSGlobalAccelerator",
    "AWSGlue",
    "AWSGrafana",
    "AWSGreengrass",
    "AWSGreengrassV2",
    "AWSGroundStation",
    "AWSGuardDuty",
    "AWSHealthAgent",
    "AWSHealthImaging",
    "AWSHealthLake",
    "AWSIAM",
    "AWSIVS",
    "AWSIVSChat",
    "AWSIdentityStore",
    "AWSImageBuilder",
    "AWSInspector",
    "AWSInspectorV2",
    "AWSInterconnect",
    "AWSInternetMonitor",
    "AWSInvoicing",
    "AWSIoT",
    "AWSIoTAnalytics",
    "AWSIoTCoreDeviceAdvisor",
    "AWSIoTEvents",
    "AWSIoTFleetWise",
    "AWSIoTManagedIntegrations",
    "AWSIoTSecureTunneling",
    "AWSIoTSiteWise",
    "AWSIoTThingsGraph",
    "AWSIoTTwinMaker",
    "AWSIoTWireless",
    "AWSKMS",
    "AWSKafkaConnect",
    "AWSKendra",
    "AWSKendraRanking",
    "AWSKinesis",
    "AWSKinesisAnalytics",
    "AWSKinesisAnalyticsV2",
    "AWSKinesisFirehose",
    "AWSKinesisVideo",
    "AWSLakeFormation",
    "AWSLambda",
    "AWSLaunchWizard",
    "AWSLex",
    "AWSLicenseManager",
    "AWSLicenseManagerLinuxSubscriptions",
    "AWSLicenseManagerUserSubscriptions",
    "AWSLightsail",
    "AWSLocation",
    "AWSLogs",
    "AWSLookoutEquipment",
    "AWSLookoutVision",
    "AWSM2",
    "AWSMGN",
    "AWSMPA",
    "AWSMSK",
    "AWSMWAA",
    "AWSMWAAServerless",
    "AWSMacie",
    "AWSManagedBlockchain",
    "AWSMediaConnect",
    "AWSMediaConvert",
    "AWSMediaLive",
    "AWSMediaPackage",
    "AWSMediaPackageV2",
    "AWSMediaStore",
    "AWSMediaTailor",
    "AWSMemoryDB",
    "AWSNeptune",
    "AWSNeptuneGraph",
    "AWSNetworkFirewall",
    "AWSNetworkFlowMonitor",
    "AWSNetworkManager",
    "AWSNetworkMonitor",
    "AWSNetworkSecurityManager",
    "AWSNimbleStudio",
    "AWSNotifications",
    "AWSNotificationsContacts",
    "AWSNovaAct",
    "AWSODB",
    "AWSOSIS",
    "AWSOam",
    "AWSObservabilityAdmin",
    "AWSOmics",
    "AWSOpenSearch",
    "AWSOpenSearchServerless",
    "AWSOpenSearchService",
    "AWSOpsWorks",
    "AWSOrganizations",
    "AWSOutposts",
    "AWSPCAConnectorAD",
    "AWSPCAConnectorSCEP",
    "AWSPCS",
    "AWSPI",
    "AWSPanorama",
    "AWSPaymentCryptography",
    "AWSPersonalize",
    "AWSPinpoint",
    "AWSPinpointEmail",
    "AWSPipes",
    "AWSPolly",
    "AWSPricingPlanManager",
    "AWSProton",
    "AWSQBusiness",
    "AWSQLDB",
    "AWSQuickSight",
    "AWSRAM",
    "AWSRDS",
    "AWSRTBFabric",
    "AWSRUM",
    "AWSRbin",
    "AWSRedshift",
    "AWSRedshiftServerless",
    "AWSRefactorSpaces",
    "AWSRekognition",
    "AWSResilienceHub",
    "AWSResilienceHubV2",
    "AWSResourceExplorer2",
    "AWSResourceGroups",
    "AWSRoboMaker",
    "AWSRolesAnywhere",
    "AWSRoute53",
    "AWSRoute53GlobalResolver",
    "AWSRoute53Profiles",
    "AWSRoute53RecoveryControl",
    "AWSRoute53RecoveryReadiness",
    "AWSRoute53Resolver",
    "AWSS3",
    "AWSS3Express",
    "AWSS3Files",
    "AWSS3ObjectLambda",
    "AWSS3Outposts",
    "AWSS3Tables",
    "AWSS3Vectors",
    "AWSSCN",
    "AWSSDB",
    "AWSSES",
    "AWSSMSVOICE",
    "AWSSNS",
    "AWSSQS",
    "AWSSSM",
    "AWSSSMContacts",
    "AWSSSMGuiConnect",
    "AWSSSMIncidents",
    "AWSSSMQuickSetup",
    "AWSSSO",
    "AWSSageMaker",
    "AWSScheduler",
    "AWSSecretsManager",
    "AWSSecurityAgent",
    "AWSSecurityHub",
    "AWSSecurityLake",
    "AWSServerless",
    "AWSServerlessRepo",
    "AWSServiceCatalog",
    "AWSServiceCatalogAppRegistry",
    "AWSServiceDiscovery",
    "AWSShield",
    "AWSSigner",
    "AWSSimSpaceWeaver",
    "AWSStepFunctions",
    "AWSStorageGateway",
    "AWSSupportApp",
    "AWSSupportAuthZ",
    "AWSSynthetics",
    "AWSSystemsManagerSAP",
    "AWSTextract",
    "AWSTimestream",
    "AWSTranscribe",
    "AWSTransfer",
    "AWSTranslate",
    "AWSUXC",
    "AWSVerifiedPermissions",
    "AWSVoiceID",
    "AWSVpcLattice",
    "AWSWAF",
    "AWSWAFRegional",
    "AWSWAFv2",
    "AWSWellArchitected",
    "AWSWickr",
    "AWSWisdom",
    "AWSWorkSpaces",
    "AWSWorkSpacesThinClient",
    "AWSWorkSpacesWeb",
    "AWSWorkspacesInstances",
    "AWSXRay",
    "AlexaASK",
]
// services: end

// A library a concern. `Constructs` is all of them.
let constructs = [
    "APIConstructs",
    "CacheConstructs",
    "ComputeConstructs",
    "ContainerConstructs",
    "ContainerServiceConstructs",
    "DNSConstructs",
    "DataConstructs",
    "EventConstructs",
    "FunctionConstructs",
    "IdentityConstructs",
    "LoadBalancingConstructs",
    "MessagingConstructs",
    "MonitoringConstructs",
    "NetworkConstructs",
    "SchedulingConstructs",
    "SecurityConstructs",
    "SiteConstructs",
    "StorageConstructs",
    "TableConstructs",
    "TaskConstructs",
    "UserConstructs",
]

/// A library with the modules that it exports. SwiftPM compiles a target anew when a module changes that it depends on directly,
/// and not when one changes that such a module only exports: it would run, or fail to link, with what there was before.
func library(_ name: String, exporting exported: [String]) -> Product {
    .library(name: name, targets: [name] + exported)
}

/// An executable of WebMarket+: its main file reads the arguments, and a library does the rest.
func command(_ name: String, _ libraries: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: libraries + ["Terminal"], path: "Sources/Commands/\(name)")
}

let package = Package(
    name: "CloudFormation",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "AWSAccess", targets: ["AWSAccess"]),
        .library(name: "AppCommands", targets: ["AppCommands"]),
        .library(name: "AppDeclaration", targets: ["AppDeclaration"]),
        .library(name: "Checks", targets: ["Checks"]),
        library("CloudFormation", exporting: ["Diagnostics"]),
        library("Constructs", exporting: constructs + ["CloudFormation", "Diagnostics"]),
        .library(name: "Deployment", targets: ["Deployment"]),
        .library(name: "Diagnostics", targets: ["Diagnostics"]),
        .library(name: "Environments", targets: ["Environments"]),
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "OperationVerbs", targets: ["OperationVerbs"]),
        .library(name: "Operations", targets: ["Operations"]),
        .library(name: "Plan", targets: ["Plan"]),
        .library(name: "Synthesis", targets: ["Synthesis"]),
        .library(name: "Template", targets: ["Template"]),
        .library(name: "TemplateTesting", targets: ["TemplateTesting"]),
        .library(name: "Terminal", targets: ["Terminal"]),
    ] + constructs.map { library($0, exporting: ["CloudFormation", "Diagnostics"]) }
        + services.map { library($0, exporting: ["AWSResourceTypes", "CloudFormation", "Diagnostics"]) },
    traits: [
        .trait(
            name: "Optimized",
            description:
                "Synthesis and checks at full speed in debug builds: a large app is synthesized in a fifth of the time."
        )
    ],
    targets: [
        .target(name: "JSON"),
        .target(name: "FileSystem"),
        .target(name: "Archives"),
        .target(name: "Diagnostics", dependencies: ["FileSystem", "JSON"]),
        .target(name: "Patterns"),
        .target(name: "Template", dependencies: ["Diagnostics", "JSON", "Patterns"]),
        .target(
            name: "Checks", dependencies: ["Diagnostics", "JSON", "Patterns", "ResourceSchemas", "Template"]),
        .target(
            name: "CloudFormation",
            dependencies: [
                "Archives", "AWSResourceCatalogue", "Checks", "Diagnostics", "FileSystem", "JSON", "Template",
            ]),
        .target(name: "AWSResourceTypes", dependencies: ["CloudFormation"], path: "Sources/Services/AWSResourceTypes"),
        .target(name: "ResourceSchemas", dependencies: ["JSON"]),
        .target(
            name: "AWSResourceData", exclude: ["actions.tsv", "catalogue.tsv", "changes.tsv", "values.tsv"],
            cSettings: [.headerSearchPath(".")]),
        .target(name: "AWSResourceCatalogue", dependencies: ["AWSResourceData", "ResourceSchemas"]),
        .target(name: "PermissionFacts", dependencies: ["JSON", "ResourceSchemas"]),
        .target(
            name: "AWSPermissionData", exclude: ["formats.tsv", "handlers.tsv"],
            cSettings: [.headerSearchPath(".")]),
        .target(
            name: "Permissions",
            dependencies: [
                "AWSPermissionData", "Diagnostics", "JSON", "PermissionFacts", "ResourceSchemas", "Template",
            ]),
        .target(name: "ResourceInterfaces", dependencies: ["JSON", "ResourceSchemas"]),
        .target(name: "AWSInterfaceData", exclude: ["interfaces.tsv"], cSettings: [.headerSearchPath(".")]),
        .target(
            name: "ResourceGenerator",
            dependencies: ["JSON", "PermissionFacts", "ResourceInterfaces", "ResourceSchemas"]),
        .target(
            name: "Migration",
            dependencies: [
                "AWSInterfaceData", "Diagnostics", "JSON", "ResourceInterfaces", "ResourceSchemas", "Template",
            ]),
        .executableTarget(name: "generate-resources", dependencies: ["ResourceGenerator"]),
        .executableTarget(name: "render-diagnostics", dependencies: ["Diagnostics"]),
        .executableTarget(name: "render-permissions", dependencies: ["Operations"]),
        .executableTarget(name: "render-samples", dependencies: ["ResourceGenerator"]),
        .executableTarget(name: "render-migrations", dependencies: ["Migration", "Template"]),
        .target(name: "Terminal", dependencies: ["Diagnostics"]),
        .target(
            name: "Plan",
            dependencies: [
                "AppDeclaration", "Archives", "Diagnostics", "JSON", "PermissionFacts", "Permissions", "Prices",
                "ResourceSchemas", "Template", "Terminal",
            ]),
        .target(name: "Diagram", dependencies: ["Diagnostics", "Plan", "Template"]),
        .target(
            name: "Synthesis",
            dependencies: [
                "AppDeclaration", "AWSResourceCatalogue", "Checks", "CloudFormation", "Diagnostics", "Diagram",
                "FileSystem", "JSON", "Permissions", "Plan", "Prices", "ResourceSchemas", "Template", "Terminal",
            ]),
        // Constructs are a module a concern, so that an app compiles the services of what it uses and no other.
        .target(
            name: "IdentityConstructs",
            dependencies: ["CloudFormation", "AWSIAM"],
            path: "Sources/Constructs/Identity"),
        .target(
            name: "MonitoringConstructs",
            dependencies: ["CloudFormation", "AWSCloudWatch", "AWSSNS"],
            path: "Sources/Constructs/Monitoring"),
        .target(
            name: "NetworkConstructs",
            dependencies: ["CloudFormation", "IdentityConstructs", "AWSEC2", "AWSLogs"],
            path: "Sources/Constructs/Network"),
        .target(
            name: "EventConstructs",
            dependencies: ["CloudFormation", "IdentityConstructs", "AWSEvents"],
            path: "Sources/Constructs/Events"),
        .target(
            name: "StorageConstructs",
            dependencies: ["CloudFormation", "EventConstructs", "IdentityConstructs", "AWSS3"],
            path: "Sources/Constructs/Storage"),
        .target(
            name: "MessagingConstructs",
            dependencies: [
                "CloudFormation", "EventConstructs", "IdentityConstructs", "MonitoringConstructs", "AWSScheduler",
                "AWSSNS", "AWSSQS",
            ],
            path: "Sources/Constructs/Messaging"),
        .target(
            name: "TableConstructs",
            dependencies: [
                "CloudFormation", "EventConstructs", "IdentityConstructs", "MonitoringConstructs", "AWSDynamoDB",
            ],
            path: "Sources/Constructs/Tables"),
        .target(
            name: "LoadBalancingConstructs",
            dependencies: [
                "CloudFormation", "MonitoringConstructs", "NetworkConstructs", "StorageConstructs", "AWSEC2",
                "AWSElasticLoadBalancingV2",
            ],
            path: "Sources/Constructs/LoadBalancing"),
        .target(
            name: "SecurityConstructs",
            dependencies: ["CloudFormation", "IdentityConstructs", "AWSKMS", "AWSSecretsManager"],
            path: "Sources/Constructs/Security"),
        .target(
            name: "ComputeConstructs",
            dependencies: [
                "CloudFormation", "IdentityConstructs", "LoadBalancingConstructs", "MonitoringConstructs",
                "NetworkConstructs", "AWSAutoScaling", "AWSEC2", "AWSElasticLoadBalancingV2", "AWSIAM",
            ],
            path: "Sources/Constructs/Compute"),
        .target(
            name: "ContainerConstructs",
            dependencies: ["CloudFormation", "IdentityConstructs", "AWSECR", "AWSLogs"],
            path: "Sources/Constructs/Containers"),
        .target(
            name: "TaskConstructs",
            dependencies: [
                "CloudFormation", "ContainerConstructs", "EventConstructs", "IdentityConstructs",
                "MessagingConstructs", "MonitoringConstructs", "NetworkConstructs", "AWSECS", "AWSEvents", "AWSLogs",
                "AWSScheduler",
            ],
            path: "Sources/Constructs/Tasks"),
        .target(
            name: "ContainerServiceConstructs",
            dependencies: [
                "CloudFormation", "EventConstructs", "IdentityConstructs", "LoadBalancingConstructs",
                "MessagingConstructs", "MonitoringConstructs", "NetworkConstructs", "TaskConstructs",
                "AWSApplicationAutoScaling", "AWSECS", "AWSElasticLoadBalancingV2", "AWSLogs",
            ],
            path: "Sources/Constructs/ContainerServices"),
        .target(
            name: "FunctionConstructs",
            dependencies: [
                "CloudFormation", "Archives", "ContainerConstructs", "EventConstructs", "IdentityConstructs",
                "MessagingConstructs", "MonitoringConstructs", "NetworkConstructs", "AWSLambda", "AWSLogs",
            ],
            path: "Sources/Constructs/Functions"),
        .target(
            name: "DataConstructs",
            dependencies: [
                "CloudFormation", "IdentityConstructs", "MonitoringConstructs", "NetworkConstructs", "AWSEC2",
                "AWSRDS",
            ],
            path: "Sources/Constructs/Data"),
        .target(
            name: "CacheConstructs",
            dependencies: [
                "CloudFormation", "IdentityConstructs", "MonitoringConstructs", "NetworkConstructs",
                "SecurityConstructs", "AWSEC2", "AWSElastiCache",
            ],
            path: "Sources/Constructs/Caches"),
        .target(
            name: "SchedulingConstructs",
            dependencies: [
                "CloudFormation", "ComputeConstructs", "DataConstructs", "IdentityConstructs", "AWSAutoScaling",
                "AWSRDS", "AWSScheduler",
            ],
            path: "Sources/Constructs/Scheduling"),
        .target(
            name: "DNSConstructs",
            dependencies: ["CloudFormation", "AWSCertificateManager", "AWSRoute53"],
            path: "Sources/Constructs/DNS"),
        .target(
            name: "APIConstructs",
            dependencies: [
                "CloudFormation", "DNSConstructs", "FunctionConstructs", "IdentityConstructs", "MonitoringConstructs",
                "AWSApiGatewayV2", "AWSLambda", "AWSLogs",
            ],
            path: "Sources/Constructs/APIs"),
        .target(
            name: "SiteConstructs",
            dependencies: [
                "CloudFormation", "DNSConstructs", "IdentityConstructs", "StorageConstructs", "AWSCloudFront", "AWSS3",
            ],
            path: "Sources/Constructs/Sites"),
        .target(
            name: "UserConstructs",
            dependencies: ["CloudFormation", "IdentityConstructs", "AWSCognito"],
            path: "Sources/Constructs/Users"),
        .target(
            name: "Constructs", path: "Sources/Constructs/All"),
        .target(
            name: "Stacks",
            dependencies: [
                "AppDeclaration", "AWSEC2", "CloudFormation", "ComputeConstructs", "DataConstructs",
                "IdentityConstructs",
                "LoadBalancingConstructs", "MonitoringConstructs", "NetworkConstructs", "SchedulingConstructs",
                "StorageConstructs",
            ],
            path: "Stacks", exclude: ["Templates"]),
        .target(name: "AppDeclaration"),
        .target(name: "AWSAccess", dependencies: ["Diagnostics", "FileSystem", "JSON", "Terminal"]),
        .target(
            name: "Environments", dependencies: ["AWSAccess", "CloudFormation", "Diagnostics", "JSON", "Terminal"]),
        .target(
            name: "AWSPriceData", exclude: ["README.md", "billing.tsv", "instances.tsv", "prices.tsv", "support.tsv"],
            cSettings: [.headerSearchPath(".")]),
        .target(
            name: "Prices",
            dependencies: ["AppDeclaration", "AWSPriceData", "Diagnostics", "JSON", "ResourceSchemas", "Terminal"]),
        .target(
            name: "AWSPriceList", dependencies: ["AppDeclaration", "AWSAccess", "Diagnostics", "Prices", "Terminal"]),
        .target(
            name: "Deployment",
            dependencies: [
                "AppDeclaration", "Archives", "AWSAccess", "AWSResourceCatalogue", "CloudFormation", "Diagnostics",
                "Diagram", "Environments", "JSON", "Migration", "PermissionFacts", "Permissions", "Plan",
                "Prices", "ResourceSchemas", "Template", "Terminal",
            ]),
        .target(name: "TemplateTesting", dependencies: ["CloudFormation", "JSON", "Synthesis", "Template"]),
        .systemLibrary(name: "LinuxEvents"),
        .target(
            name: "Operations",
            dependencies: [
                "AppDeclaration", "Archives", "AWSAccess", "AWSPriceList", "CloudFormation", "Diagnostics",
                "Environments", "FileSystem", "JSON", "Permissions", "Prices", "Terminal",
                .target(name: "LinuxEvents", condition: .when(platforms: [.linux])),
            ],
            exclude: ["README.md"]),
        .target(
            name: "Adoption",
            dependencies: [
                "AWSAccess", "AWSResourceCatalogue", "CloudFormation", "Deployment", "Diagnostics", "Environments",
                "Migration", "ResourceSchemas", "Template", "Terminal",
            ]),
        .target(
            name: "AppCommands",
            dependencies: [
                "Adoption", "AppDeclaration", "CloudFormation", "Deployment", "Diagnostics", "Environments",
                "Permissions",
                "Synthesis", "Template", "Terminal",
            ]),
        .target(name: "OperationVerbs", dependencies: ["AppCommands", "AppDeclaration", "Deployment", "Operations"]),
        .target(
            name: "StarterStacks", dependencies: ["AWSSQS", "CloudFormation"], path: "Sources/NewApp/Starter/Stacks"),
        .target(name: "NewApp", dependencies: ["CloudFormation", "StarterStacks", "Terminal"], exclude: ["Starter"]),
        .target(
            name: "AppMigration",
            dependencies: [
                "AWSAccess", "AWSResourceCatalogue", "Deployment", "Diagnostics", "Environments", "FileSystem",
                "Migration",
                "NewApp", "Plan", "Template", "Terminal",
            ]),
        command("migrate", ["AppMigration", "Environments"]),
        command("new-app", ["NewApp"]),
        command("check", ["Stacks", "Synthesis"]),
        command("diagram", ["Stacks", "Synthesis"]),
        command("synth", ["Stacks", "Synthesis"]),
        command("deploy", ["AppCommands", "Stacks"]),
        command("outputs", ["AppCommands", "Stacks"]),
        command("bootstrap", ["AppCommands", "Stacks"]),
        command("deploy-role", ["AppCommands", "Stacks"]),
        command("plan", ["AppCommands", "Stacks"]),
        command("drift", ["AppCommands", "Stacks"]),
        command("import", ["AppCommands", "Stacks"]),
        command("adopt", ["AppCommands", "Stacks"]),
        command("destroy", ["AppCommands", "Stacks"]),
        command("events", ["AppCommands", "Stacks"]),
        command("audit-infra", ["AppCommands", "OperationVerbs", "Operations", "Stacks"]),
        command("backup-manager", ["AppCommands", "Operations", "Stacks"]),
        command("cleanup", ["AppCommands", "OperationVerbs", "Stacks"]),
        command("daily-scheduler", ["AppCommands", "Operations", "Stacks"]),
        command("load-generator", ["AppCommands", "Operations", "Stacks"]),
        command("populate-datalake", ["AppCommands", "Operations", "Stacks"]),
        .testTarget(
            name: "CloudFormationTests", dependencies: ["Archives", "CloudFormation", "Template", "TemplateTesting"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "ArchivesTests", dependencies: ["Archives"]),
        .testTarget(
            name: "ChecksTests",
            dependencies: ["AWSResourceCatalogue", "Checks", "Diagnostics", "JSON", "ResourceSchemas", "Template"],
            exclude: ["Malformed", "Mistakes", "Security"]),
        .testTarget(
            name: "PlanTests",
            dependencies: [
                "AWSResourceCatalogue", "AppDeclaration", "CloudFormation", "Diagnostics", "JSON", "Plan", "Prices",
                "ResourceSchemas", "Stacks", "Template", "Terminal", "TerminalTesting",
            ],
            exclude: ["Pairs"]),
        .testTarget(
            name: "DiagramTests",
            dependencies: ["AWSResourceCatalogue", "Diagnostics", "Diagram", "Plan", "Prices", "Template"]),
        .testTarget(
            name: "PermissionsTests",
            dependencies: [
                "AWSResourceCatalogue", "Diagnostics", "JSON", "PermissionFacts", "Permissions", "ResourceSchemas",
                "Template",
            ]),
        .testTarget(
            name: "PatternsTests", dependencies: ["AWSResourceCatalogue", "JSON", "Patterns", "ResourceSchemas"]),
        .testTarget(name: "TemplateTests", dependencies: ["Diagnostics", "JSON", "Template"]),
        .testTarget(
            name: "DiagnosticsTests",
            dependencies: ["Diagnostics", "FileSystem", "JSON", "Terminal", "TerminalTesting"]),
        .testTarget(
            name: "SynthesisTests",
            dependencies: ["CloudFormation", "Diagnostics", "JSON", "Synthesis", "Terminal", "TerminalTesting"]),
        .testTarget(name: "ResourceSchemasTests", dependencies: ["AWSResourceCatalogue", "JSON", "ResourceSchemas"]),
        .testTarget(
            name: "GeneratorTests",
            dependencies: ["PermissionFacts", "ResourceGenerator", "ResourceInterfaces", "ResourceSchemas"],
            exclude: ["CheckedReferences.tsv"]),
        .target(name: "TerminalTesting", dependencies: ["Terminal"], path: "Tests/TerminalTesting"),
        .testTarget(name: "TerminalTests", dependencies: ["Diagnostics", "Terminal", "TerminalTesting"]),
        .target(name: "AWSAccessTesting", dependencies: ["AWSAccess"], path: "Tests/AWSAccessTesting"),
        .testTarget(
            name: "AWSAccessTests",
            dependencies: ["AWSAccess", "AWSAccessTesting", "Diagnostics", "JSON", "Terminal", "TerminalTesting"]),
        .target(
            name: "EnvironmentsTesting", dependencies: ["CloudFormation", "Environments", "JSON", "Terminal"],
            path: "Tests/EnvironmentsTesting"),
        .testTarget(
            name: "EnvironmentsTests",
            dependencies: [
                "AWSAccess", "AWSAccessTesting", "CloudFormation", "Diagnostics", "Environments", "EnvironmentsTesting",
                "Terminal",
            ]),
        .testTarget(
            name: "AppCommandsTests",
            dependencies: ["AppCommands", "CloudFormation", "Terminal", "TerminalTesting"]),
        .testTarget(
            name: "OperationVerbsTests",
            dependencies: [
                "AppCommands", "AppDeclaration", "CloudFormation", "Environments", "OperationVerbs", "Terminal",
                "TerminalTesting",
            ]),
        .testTarget(
            name: "AdoptionTests",
            dependencies: [
                "AWSAccessTesting", "AWSSQS", "Adoption", "CloudFormation", "Deployment", "Environments",
                "EnvironmentsTesting", "Terminal", "TerminalTesting",
            ]),
        .testTarget(
            name: "AppMigrationTests",
            dependencies: [
                "AWSAccessTesting", "AppMigration", "Environments", "Migration", "NewApp", "Template", "Terminal",
                "TerminalTesting",
            ]),
        .testTarget(
            name: "MigrationTests",
            dependencies: [
                "AWSAutoScaling", "AWSCloudFormation", "AWSCloudWatch", "AWSEC2", "AWSIAM", "AWSLambda", "AWSS3",
                "AWSSNS", "AWSSQS", "AWSSecretsManager", "AWSServerless", "AWSStepFunctions", "CloudFormation",
                "Diagnostics", "IdentityConstructs", "Migration", "Template",
            ],
            exclude: ["Templates"]),
        .testTarget(name: "NewAppTests", dependencies: ["NewApp", "Terminal", "TerminalTesting"]),
        .testTarget(
            name: "PricesTests",
            dependencies: [
                "AppDeclaration", "AWSPriceList", "AWSResourceCatalogue", "Diagnostics", "Prices", "ResourceSchemas",
                "Stacks",
            ]),
        .testTarget(
            name: "DeploymentTests",
            dependencies: [
                "IdentityConstructs", "AWSAccess", "AWSIAM", "Migration", "AWSAccessTesting", "Archives",
                "CloudFormation", "Deployment",
                "Diagnostics",
                "Environments", "EnvironmentsTesting", "JSON", "Plan", "Prices", "ResourceSchemas", "Template",
                "Terminal",
                "TerminalTesting",
            ],
            exclude: ["Failures"]),
        .testTarget(
            name: "OperationsTests",
            dependencies: [
                "AppDeclaration", "AWSAccess", "AWSAccessTesting", "AWSPriceList", "AWSResourceCatalogue",
                "CloudFormation", "Diagnostics", "Environments", "EnvironmentsTesting", "Operations", "Permissions",
                "Prices", "ResourceSchemas", "Stacks", "Template", "Terminal", "TerminalTesting",
            ]),
        .testTarget(
            name: "TemplateTestingTests", dependencies: ["AWSSQS", "CloudFormation", "TemplateTesting"]),
        .testTarget(
            name: "ConstructsTests",
            dependencies: [
                "AWSEC2", "AWSECR", "AWSSNS", "CloudFormation", "Constructs", "Diagnostics", "Prices",
                "TemplateTesting",
            ]),
        .testTarget(
            name: "StacksTests",
            dependencies: [
                "AWSLambda", "AWSServerless", "CloudFormation", "Stacks", "Synthesis", "TemplateTesting",
                "Terminal", "TerminalTesting",
            ]),
        .testTarget(name: "RepositoryTests"),
        // Typechecks programs against the modules that this builds.
        .testTarget(
            name: "CompileErrorTests",
            dependencies: [
                "AWSApiGateway", "AWSApiGatewayV2", "AWSAutoScaling", "AWSBatch", "AWSCertificateManager",
                "AWSCloudFormation", "AWSCloudWatch", "AWSCodeBuild", "AWSCognito", "AWSDynamoDB", "AWSEC2", "AWSECR",
                "AWSECS", "AWSEFS",
                "AWSEKS", "AWSElasticLoadBalancingV2", "AWSEvents", "AWSIAM", "AWSKMS", "AWSKinesis",
                "AWSKinesisFirehose", "AWSLambda", "AWSLogs", "AWSRDS", "AWSRoute53", "AWSS3", "AWSSNS", "AWSSQS",
                "AWSScheduler", "AWSSecretsManager", "AWSServerless", "AWSStepFunctions", "AWSResourceCatalogue",
                "AppCommands", "AppDeclaration", "Migration", "OperationVerbs", "Permissions", "ResourceSchemas",
                "Stacks", "Template",
                "TemplateTesting", "Terminal", "Constructs",
            ]),
        // Runs the executables as a user does, so they are built before it.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "AWSAccess", "AWSDynamoDB", "AWSEC2", "AWSLambda", "AWSSQS", "Adoption", "AppMigration",
                "CloudFormation", "Constructs",
                "Deployment",
                "Environments",
                "Terminal", "TerminalTesting",
                "audit-infra", "backup-manager", "bootstrap", "cleanup", "daily-scheduler", "deploy", "deploy-role",
                "destroy", "events",
                "load-generator", "outputs", "populate-datalake",
            ],
            exclude: ["Support/aws_server.py"]),
    ]
        + services.map {
            .target(name: $0, dependencies: ["CloudFormation", "AWSResourceTypes"], path: "Sources/Services/\($0)")
        },
    swiftLanguageModes: [.v6]
)

// Who imports all of them depends on each: see `library`.
for target in package.targets
where ["CompileErrorTests", "Constructs", "ConstructsTests", "EndToEndTests"].contains(target.name) {
    target.dependencies += constructs.map { .byName(name: $0) }
}

// What continuous integration builds has no warnings; a newer compiler's must not keep anyone from building. Not by CI,
// which everybody's continuous integration sets: SwiftPM silences the warnings of a dependency, and then takes no flag.
if Context.environment["WARNINGS_AS_ERRORS"] != nil {
    for target in package.targets where target.type != .system {
        target.swiftSettings = [.treatAllWarnings(as: .error)]
    }
}

// What all synthesis and checks run through. Modules as a whole, since files one by one take several times as long to compile; in
// threads, since SwiftPM expects an object file of each source file in a debug build. Packages of tools version 6.2 and later may
// have such flags and be depended on by version: https://github.com/swiftlang/swift-package-manager/pull/8951
let optimized = ["CloudFormation", "Checks", "Diagnostics", "JSON", "Patterns", "ResourceSchemas", "Template"]
for target in package.targets where optimized.contains(target.name) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .unsafeFlags(
                ["-O", "-whole-module-optimization", "-num-threads", "2"],
                .when(configuration: .debug, traits: ["Optimized"]))
        ]
}
