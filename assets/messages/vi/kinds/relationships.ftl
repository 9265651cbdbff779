### All that is said of relationships.

kind-relationships = Quan hệ với từng người gây bạo lực

hint-relationships-relation = Người bị bạo lực là gì của người này: con, vợ hoặc chồng, người lạ…

relation-unsaid = Chưa ghi
relation-told = Người bị bạo lực {$survivor} – người gây bạo lực {$perpetrator}: {$relation}
ui-relation-travels = Có nhiều người gây bạo lực: phần gửi đi chỉ có một quan hệ, gần nhất theo Luật Phòng, chống bạo lực gia đình (vợ chồng, con, cha mẹ, người khác trong gia đình, rồi mới đến người ngoài).
ui-relation-set = Ghi quan hệ
