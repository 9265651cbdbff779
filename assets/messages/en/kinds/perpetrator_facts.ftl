### All that is said of perpetrator_facts.

kind-perpetrator-facts = Perpetrators (what travels)
