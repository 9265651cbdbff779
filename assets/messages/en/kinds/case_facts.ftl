### All that is said of case_facts.

kind-case-facts = Cases (what travels)

column-handed-over = Handed over

figure-cases = Violence cases
figure-part-closed = closed
