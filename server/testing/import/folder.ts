import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const tables: Record<string, string> = {
  UnitMeasure: 'UnitMeasureCode,Name\nEA,Each\nOZ,Ounces\nC,Celsius',
  ProductCategory: 'ProductCategoryID,Name\n1,Bikes',
  ProductSubcategory: 'ProductSubcategoryID,ProductCategoryID,Name\n1,1,Road Bikes\n2,9,Lost',
  Product: `ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,Color,StandardCost,ListPrice,Size,SizeUnitMeasureCode,WeightUnitMeasureCode,Weight,ProductSubcategoryID,SellEndDate
1,Road One,R-1,1,1,Red,10.1234,20.0000,,,LB,2.00,1,
2,Road Two,R-2,0,1,,0.3333,1.0000,,,,,1,
3,Bad cost,R-3,0,0,,many,1,,,,,1,
4,No such place,R-4,0,0,,1,1,,,,,7,`,
  ProductListPriceHistory:
    'ProductID,StartDate,EndDate,ListPrice\n1,2011-05-31,2012-05-29,19.5\n1,2012-05-30,,20\n9,2012-05-30,,20',
  ProductCostHistory: 'ProductID,StartDate,EndDate,StandardCost\n1,2011-05-31,,10.1234',
  Location: 'LocationID,Name\n7,Finished Goods Storage',
  ProductInventory: 'ProductID,LocationID,Shelf,Bin,Quantity\n1,7,A,1,5\n2,7,N/A,0,7\n9,7,A,1,5',
  SalesTerritory: 'TerritoryID,Name\n1,Northwest',
  StateProvince: 'StateProvinceID,CountryRegionCode,Name\n79,US,Washington',
  Address:
    'AddressID,AddressLine1,AddressLine2,City,StateProvinceID,PostalCode\n1,1 Main St,,Bothell,79,98011\n2,2 Far Rd,,Lost,80,1',
  Person: 'BusinessEntityID,FirstName,MiddleName,LastName,Suffix\n1,Ann,B,Lee,\n2,Bob,,Ray,\n3,Short',
  EmailAddress: 'BusinessEntityID,EmailAddressID,EmailAddress\n1,1,ann@example.com\n2,2,not a mail',
  PersonPhone: 'BusinessEntityID,PhoneNumber,PhoneNumberTypeID\n1,555-0100,1',
  AddressType: 'AddressTypeID,Name\n2,Home\n5,Shipping',
  ContactType: 'ContactTypeID,Name\n11,Owner',
  BusinessEntityAddress: 'BusinessEntityID,AddressID,AddressTypeID\n1,1,2\n9,1,2',
  BusinessEntityContact: 'BusinessEntityID,PersonID,ContactTypeID\n9,2,11',
  Store: 'BusinessEntityID,Name,SalesPersonID\n9,Corner Store,',
  Customer: `CustomerID,PersonID,StoreID,TerritoryID,AccountNumber
1,1,,1,AW1
2,,9,1,AW2
3,2,9,1,AW3
4,8,,1,AW4`,
  SpecialOffer: 'SpecialOfferID,Description\n1,No Discount\n2,Volume',
  ShipMethod: 'ShipMethodID,Name\n5,CARGO',
  Vendor: `BusinessEntityID,AccountNumber,Name,CreditRating,PreferredVendorStatus,ActiveFlag
20,PARTS0001,Parts Co,1,1,1
21,,Nameless,1,1,1`,
  ProductVendor: `ProductID,BusinessEntityID,AverageLeadTime,StandardPrice,LastReceiptDate,MinOrderQty,UnitMeasureCode
1,20,17,3.1000,2011-08-29,5,EA
9,20,17,3.1000,2011-08-29,5,EA`,
  // Seven of ten taken in; all sent back; a vendor that is not there.
  PurchaseOrderHeader: `PurchaseOrderID,Status,VendorID,ShipMethodID,OrderDate,ShipDate,SubTotal,TaxAmt,Freight,TotalDue
1,4,20,5,2011-05-01,2011-05-10,30.0000,2.4000,0.7500,33.1500
2,3,20,5,2011-05-02,2011-05-11,4.5000,0.3600,0.1125,4.9725
3,4,99,5,2011-05-03,2011-05-12,1.0000,0.0800,0.0250,1.1050`,
  PurchaseOrderDetail: `PurchaseOrderID,PurchaseOrderDetailID,DueDate,OrderQty,ProductID,UnitPrice,LineTotal,ReceivedQty,RejectedQty,StockedQty
1,1,2011-05-15,10,1,3.0000,30.0000,8.00,1.00,7.00
2,2,2011-05-16,3,2,1.5000,4.5000,3.00,3.00,0.00
3,3,2011-05-17,1,1,1.0000,1.0000,1.00,0.00,1.00`,
}

const headers = `SalesOrderID,OrderDate,DueDate,ShipDate,Status,OnlineOrderFlag,SalesOrderNumber,PurchaseOrderNumber,AccountNumber,CustomerID,SalesPersonID,BillToAddressID,ShipToAddressID,ShipMethodID,CurrencyRateID,SubTotal,TaxAmt,Freight,TotalDue
10,2011-06-01,2011-06-13,2011-06-08,5,1,SO10,,A,1,,1,1,5,,33.3335,2.6667,0.8333,36.8335
11,2011-12-31,2012-01-12,2012-01-07,5,0,SO11,PO1,A,3,7,1,1,5,3,2.6668,0.2133,0.0667,2.9468
12,2013-02-01,2013-02-13,2013-02-08,5,1,SO12,,A,1,,1,1,5,,20.0000,1.6004,0.5004,22.1008
13,2013-02-01,2013-02-13,2013-02-08,3,1,SO13,,A,1,,1,1,5,,20.0000,1.6,0.5,22.1
14,2013-02-01,2013-02-13,2013-02-08,5,1,SO14,,A,1,,1,1,5,,25.0000,1.6,0.5,27.1
15,2013-02-01,2013-02-13,2013-02-08,5,1,SO15,,A,1,,1,1,5,,20.0000,1.6,0.5,22.1
16,2013-02-30x,2013-02-13,2013-02-08,5,1,SO16,,A,1,,1,1,5,,20,1.6,0.5,22.1`
const lines = `SalesOrderID,SalesOrderDetailID,CarrierTrackingNumber,OrderQty,ProductID,SpecialOfferID,UnitPrice,UnitPriceDiscount,LineTotal
10,1,T-1,3,1,1,9.9999,0.0000,29.999700
10,2,,2,2,2,1.7543,0.0500,3.333170
10,3,,1,2,1,0.0006,0,0.000600
11,4,,4,2,1,0.6667,0,2.666800
12,5,,1,1,1,20.0000,0,20.000000
13,6,,1,1,1,20,0,20
14,7,,1,1,1,20,0,20
15,8,,none,1,1,20,0,20
15,9,,1,1,1,20,0,20`

/** A folder in the format of the sample, with a few rows of each table and broken ones among them. Taken in: orders 10, 11, 12. */
export function smallFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keel-import-'))
  for (const [name, text] of Object.entries(tables)) writeFileSync(join(folder, `${name}.csv`), `${text}\n`)
  writeFileSync(join(folder, 'SalesOrderHeader.csv.gz'), gzipSync(`${headers}\n`))
  writeFileSync(join(folder, 'SalesOrderDetail.csv.gz'), gzipSync(`${lines}\n`))
  return folder
}
