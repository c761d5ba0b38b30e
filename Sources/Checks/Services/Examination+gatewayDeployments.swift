import Template

extension Examination {
    /// An API is deployed when its methods are there, each stage is made once, and who names one waits for it
    /// ("AWS::ApiGateway::Deployment" in the CloudFormation template reference).
    mutating func checkGatewayDeployments() {
        for api in GatewayTypes.all {
            let routes = grouped(api.routes, by: api.id, type: api.type, for: api.deployment)
            for (deployment, wiring) in cases(of: api.deployment) {
                guard let id = deployment.value(api.id) else { continue }
                let own = routes[wiring.identity(of: id, type: api.type)]
                let early = own.first {
                    wiring.exists($0, with: deployment) && !wiring.waits(deployment, for: $0)
                        // It cannot wait for what waits for it.
                        && !wiring.waits($0, for: deployment)
                }
                guard let early else { continue }
                reportDependency(
                    of: deployment, on: early,
                    "the API may be deployed before \(early.logicalID) is made, and is then without it",
                    note: "it is declared here")
            }
        }
        checkStages()
        checkUsagePlans()
        checkPrivateAPIs()
    }

    /// "Create and attach a resource policy to a private API" in the API Gateway developer guide: without one, it cannot be
    /// deployed.
    private mutating func checkPrivateAPIs() {
        for (deployment, wiring) in cases(of: "AWS::ApiGateway::Deployment") {
            guard let api = wiring.target(of: deployment.value("RestApiId"), type: "AWS::ApiGateway::RestApi"),
                ownStacks.contains(api.stack), wiring.isAbsent(api.value("Policy")),
                // A document may have a policy in it.
                wiring.isAbsent(api.value("Body")), wiring.isAbsent(api.value("BodyS3Location")),
                wiring.isAbsent(api.value("CloneFrom")),
                wiring.elements(of: wiring.member("Types", of: api.value("EndpointConfiguration"))).contains(where: {
                    wiring.text($0) == "PRIVATE"
                })
            else { continue }
            reportMissing(
                "Policy", "the API is private, and is not deployed without a policy that says who may call it", of: api,
                notes: [("the deployment", deployment)])
        }
    }

    private mutating func checkStages() {
        for (deployment, wiring) in cases(of: "AWS::ApiGateway::Deployment") {
            guard let name = wiring.text(deployment.value("StageName")), let api = deployment.value("RestApiId"),
                let stage = wiring.stages(named: name, of: api, with: deployment.stack).first(where: {
                    areMadeTogether($0, deployment)
                })
            else { continue }
            report(
                "duplicate-stage", "\(stage.logicalID) makes the stage \(name) too", at: deployment,
                .key("StageName"), notes: [("the stage", stage)], fix: "leave StageName out of the deployment")
        }
        for (stage, wiring) in cases(of: "AWS::ApiGateway::Stage") {
            guard let name = wiring.text(stage.value("StageName")), let api = stage.value("RestApiId") else { continue }
            let others = wiring.stages(named: name, of: api, with: stage.stack).prefix { $0 != stage }
            guard let other = others.first(where: { areMadeTogether($0, stage) }) else { continue }
            report(
                "duplicate-stage", "\(wiring.words(for: other, besides: stage)) is the stage \(name) already",
                at: stage, .key("StageName"),
                notes: [("the other stage", other)], fix: "choose another name")
        }
    }

    private mutating func checkUsagePlans() {
        for (plan, wiring) in cases(of: "AWS::ApiGateway::UsagePlan") {
            for (index, used) in wiring.placedElements(of: plan.value("ApiStages")) {
                checkStage(
                    wiring.member("Stage", of: used), wiring.member("ApiId", of: used), of: plan,
                    [.key("ApiStages"), .index(index), .key("Stage")], wiring)
            }
        }
        for (mapping, wiring) in cases(of: "AWS::ApiGateway::BasePathMapping") {
            checkStage(mapping.value("Stage"), mapping.value("RestApiId"), of: mapping, [.key("Stage")], wiring)
        }
    }

    private mutating func checkStage(
        _ stage: WiredValue?, _ api: WiredValue?, of user: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        guard let name = wiring.text(stage), let api else { return }
        let makers =
            wiring.stages(named: name, of: api, with: user.stack)
            + wiring.resources(of: "AWS::ApiGateway::Deployment", with: user.stack).filter { deployment in
                wiring.text(deployment.value("StageName")) == name
                    && deployment.value("RestApiId").map { wiring.isSame($0, api) } == true
            }
        guard let maker = makers.first, !makers.contains(where: { wiring.waits(user, for: $0) }) else { return }
        reportDependency(
            of: user, at: steps, on: maker, "the stage \(name) may be made later than this", note: "it is made here")
    }
}

private struct GatewayTypes {
    let type: String
    let deployment: String
    let routes: String
    /// The property that names the API.
    let id: String

    static let all = [
        GatewayTypes(
            type: "AWS::ApiGateway::RestApi", deployment: "AWS::ApiGateway::Deployment",
            routes: "AWS::ApiGateway::Method", id: "RestApiId"),
        GatewayTypes(
            type: "AWS::ApiGatewayV2::Api", deployment: "AWS::ApiGatewayV2::Deployment",
            routes: "AWS::ApiGatewayV2::Route", id: "ApiId"),
    ]
}

extension Wiring {
    /// The stages of an API that have a name.
    fileprivate func stages(named name: String, of api: WiredValue, with stack: Int) -> [WiredResource] {
        resources(of: "AWS::ApiGateway::Stage", with: stack).filter { stage in
            text(stage.value("StageName")) == name && stage.value("RestApiId").map { isSame($0, api) } == true
        }
    }
}
