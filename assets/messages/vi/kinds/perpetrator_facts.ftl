### All that is said of perpetrator_facts.

kind-perpetrator-facts = Người gây bạo lực (phần gửi đi)
