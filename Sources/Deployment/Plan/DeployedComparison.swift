import AWSAccess
import AWSResourceCatalogue
import Environments
import Plan
import Prices
import Template

/// What is deployed, held against what is to come.
struct DeployedComparison: Sendable {
    /// What was read, of which plans are made.
    fileprivate struct Sides {
        /// Nil where nothing is deployed.
        let deployed: (tree: TemplateTree, given: GivenValues)?
        let wanted: (tree: TemplateTree, given: GivenValues)?
        let region: String
        let moves: [DeclaredMove]
        let prices: PriceBook?
    }

    let plan: Plan
    /// Nil where nothing is.
    let deployed: PlannedTemplates?
    let wanted: PlannedTemplates?
    /// Nil where nobody needed it.
    let inventory: StackInventory?
    private let sides: Sides

    fileprivate init(_ sides: Sides, _ unseen: UnseenValues = UnseenValues(), _ inventory: StackInventory? = nil) {
        self.sides = sides
        self.inventory = inventory
        deployed = sides.deployed.map {
            PlannedTemplates($0.tree, given: $0.given, region: sides.region, stored: unseen.storedBefore)
        }
        wanted = sides.wanted.map {
            PlannedTemplates($0.tree, given: $0.given, region: sides.region, stored: unseen.storedNow)
        }
        plan = Plan(
            from: deployed, to: wanted, catalogue: .aws, declared: sides.moves,
            values: inventory?.values ?? DeployedValues(), newSecrets: unseen.newSecrets,
            givenSecrets: unseen.givenSecrets,
            prices: sides.prices)
    }

    /// The same with what has been found out since.
    func knowing(_ unseen: UnseenValues) -> DeployedComparison {
        unseen.isEmpty ? self : DeployedComparison(sides, unseen, inventory)
    }

    /// The templates of the refactoring that the plan's moves take.
    ///
    /// - Throws: ``DiagnosticError`` with what CloudFormation cannot do.
    func refactoredTemplates() throws -> RefactoredTemplates? {
        guard !plan.moves.isEmpty, let deployed, let wanted, let inventory else { return nil }
        return try RefactoredTemplates(of: plan.moves, from: deployed, to: wanted, values: inventory.values)
    }
}

extension DeployableTemplates {
    /// What the stacks say with `formerly`.
    var declaredMoves: [DeclaredMove] {
        guard let root else { return [] }
        return templates.formerPaths(from: root).compactMap { now, former in
            DeclaredMove(from: former.path, to: now, at: .source(former.location))
        }
    }

    /// Compares what is deployed of a stack with the templates; of none, all is added.
    ///
    /// - Parameters:
    ///   - root: the template of the stack, where it has been read.
    ///   - placed: the templates as they would be uploaded, where that is known.
    ///   - supplied: the values that a deployment gives by itself, as far as they are known.
    ///   - prices: nil where nobody asks what it costs.
    /// - Throws: as ``DeployedTemplates/tree(of:root:)``.
    func comparison(
        of stack: StackDescription?, root: Template? = nil, _ placed: PlacedTemplates?,
        supplied: [String: String] = [:], in environment: EnvironmentFile, with aws: AWSCLI, at prices: PriceBook? = nil
    ) async throws -> DeployedComparison {
        let moves = declaredMoves
        // What was moved is in templates that lie nowhere but in CloudFormation.
        let reader = DeployedTemplates(aws: aws, placed: moves.isEmpty ? placed : nil)
        var deployed: (tree: TemplateTree, given: GivenValues)?
        // What is only reviewed is not there.
        if let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" {
            deployed = (try await reader.tree(of: stack, root: root), stack.givenValues)
        }
        let sides = DeployedComparison.Sides(
            deployed: deployed, wanted: tree.map { ($0, environment.givenValues(adding: supplied)) },
            region: aws.connection.region, moves: moves, prices: prices)
        let first = DeployedComparison(sides)
        // A move between stacks leaves values where references are to stand again, which only AWS knows to be the same.
        guard !moves.isEmpty, !first.plan.isEmpty, let stack, let tree = deployed?.tree else { return first }
        let inventory = try await StackInventory.read(root: stack.stackId, tree: tree, with: aws)
        return DeployedComparison(sides, UnseenValues(), inventory)
    }
}

extension StackDescription {
    /// The values of its parameters, of secrets asterisks.
    var givenValues: GivenValues {
        let values = (parameters ?? []).compactMap { parameter in
            parameter.parameterValue.map { (parameter.parameterKey, GivenValues.Value($0)) }
        }
        return GivenValues(Dictionary(values) { first, _ in first })
    }
}
