import Template

extension Examination {
    /// A route table leads each destination to one target, and a subnet has one route table ("CreateRoute" and
    /// "AssociateRouteTable" in the Amazon EC2 API reference).
    mutating func checkRouteTables() {
        checkDestinations()
        checkAssociations()
    }

    private mutating func checkDestinations() {
        let tables = grouped("AWS::EC2::Route", by: "RouteTableId", type: "AWS::EC2::RouteTable")
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            guard let table = route.value("RouteTableId") else { continue }
            let others = tables[wiring.identity(of: table, type: "AWS::EC2::RouteTable")]
            guard
                let other = others.prefix(while: { $0 != route }).first(where: { other in
                    wiring.haveOneDestination(route, other) && areMadeTogether(route, other)
                })
            else { continue }
            report(
                "duplicate-route",
                "\(wiring.words(for: other, besides: route)) has the same destination in the same table", at: route,
                notes: [("the other route", other)], fix: "leave one of them out, or give it a table of its own")
        }
    }

    private mutating func checkAssociations() {
        let type = "AWS::EC2::SubnetRouteTableAssociation"
        let subnets = grouped(type, by: "SubnetId", type: "AWS::EC2::Subnet")
        for (association, wiring) in cases(of: type) {
            guard let subnet = association.value("SubnetId") else { continue }
            let others = subnets[wiring.identity(of: subnet, type: "AWS::EC2::Subnet")]
            guard
                let other = others.prefix(while: { $0 != association }).first(where: {
                    areMadeTogether(association, $0)
                })
            else { continue }
            report(
                "duplicate-route-table",
                "\(wiring.words(for: other, besides: association)) gives the subnet a route table already",
                at: association, .key("SubnetId"), notes: [("the other one", other)],
                fix: "leave one of them out: a subnet has one route table")
        }
    }
}

extension Wiring {
    fileprivate func haveOneDestination(_ one: WiredResource, _ other: WiredResource) -> Bool {
        ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"].contains { property in
            guard let destination = one.value(property), let second = other.value(property), !isAbsent(destination)
            else { return false }
            return isSame(destination, second)
        }
    }
}
