### All that is said of survivor_facts.

kind-survivor-facts = Survivors (what travels)

column-first-basic = First basic service
column-first-service = First service
column-days-to-service = Days to first service

figure-survivors = Survivors
figure-part-served = served
