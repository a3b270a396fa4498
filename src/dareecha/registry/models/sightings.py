"""Which later deliveries say the same as a row that is here already."""

from django.db import models

from dareecha.registry.models.deliveries import Delivery
from dareecha.registry.models.rows import ListRow


class Sighting(models.Model):
    """That a delivery holds a row which an earlier one had brought, word for word.

    So a row stays when the delivery that brought it is taken back and another one holds it.
    """

    pk = models.CompositePrimaryKey("delivery_id", "row_id")
    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="sightings", db_index=False
    )
    row = models.ForeignKey(ListRow, on_delete=models.CASCADE, related_name="sightings")
    department = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.row_id}"
