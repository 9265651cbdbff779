### All that is said of relationships.

kind-relationships = Relation to each who was violent

hint-relationships-relation = What the survivor is to this person: a child, a wife or husband, a stranger…

relation-unsaid = not recorded
relation-told = Survivor {$survivor} – perpetrator {$perpetrator}: {$relation}
ui-relation-travels = Several were violent: what leaves has one relation, the closest by the law on domestic violence (spouses, child, parent, others of the family, and only then people from outside).
ui-relation-set = Record the relation
