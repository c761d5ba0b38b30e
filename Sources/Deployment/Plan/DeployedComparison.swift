import AWSAccess
import AWSResourceCatalogue
import Environments
import Plan
import Prices
import Template

/// What is deployed, held against what is to come.
struct DeployedComparison: Sendable {
    let plan: Plan
    /// Nil where nothing is.
    let deployed: PlannedTemplates?
    let wanted: PlannedTemplates?
    /// Nil where nobody needed it.
    let inventory: StackInventory?

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
    ///   - prices: nil where nobody asks what it costs.
    /// - Throws: as ``DeployedTemplates/tree(of:root:)``.
    func comparison(
        of stack: StackDescription?, root: Template? = nil, _ placed: PlacedTemplates?,
        in environment: EnvironmentFile, with aws: AWSCLI, at prices: PriceBook? = nil
    ) async throws -> DeployedComparison {
        let moves = declaredMoves
        // What was moved is in templates that lie nowhere but in CloudFormation.
        let reader = DeployedTemplates(aws: aws, placed: moves.isEmpty ? placed : nil)
        let region = aws.connection.region
        var tree: TemplateTree?
        var deployed: PlannedTemplates?
        // What is only reviewed is not there.
        if let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" {
            let read = try await reader.tree(of: stack, root: root)
            (tree, deployed) = (read, PlannedTemplates(read, given: stack.givenValues, region: region))
        }
        let wanted = self.tree.map { PlannedTemplates($0, given: environment.givenValues, region: region) }
        func plan(_ values: DeployedValues) -> Plan {
            Plan(from: deployed, to: wanted, catalogue: .aws, declared: moves, values: values, prices: prices)
        }
        let first = plan(DeployedValues())
        // A move between stacks leaves values where references are to stand again, which only AWS knows to be the same.
        guard !moves.isEmpty, !first.isEmpty, let stack, let tree else {
            return DeployedComparison(plan: first, deployed: deployed, wanted: wanted, inventory: nil)
        }
        let inventory = try await StackInventory.read(root: stack.stackId, tree: tree, with: aws)
        return DeployedComparison(
            plan: plan(inventory.values), deployed: deployed, wanted: wanted, inventory: inventory)
    }
}

extension StackDescription {
    /// The values of its parameters, of secrets asterisks.
    fileprivate var givenValues: GivenValues {
        let values = (parameters ?? []).compactMap { parameter in
            parameter.parameterValue.map { (parameter.parameterKey, GivenValues.Value($0)) }
        }
        return GivenValues(Dictionary(values) { first, _ in first })
    }
}
